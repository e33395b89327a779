import type { z } from "zod";
import type { Presented } from "@/lib/mails/find-operation";
import type { EmailAddress } from "@/lib/shared/email-address";
import { mailedForm } from "@/lib/shared/forms";
import { parseInput } from "./input";

/**
 * What was presented for a mailed link, and the fields beside it.
 * @throws Problem `invalid_input` naming every bad field
 */
export function parseMailed<Fields extends z.ZodRawShape>(value: unknown, fields: Fields) {
  const { token, email, code, ...rest } = parseInput(mailedForm(value, fields), value) as {
    token?: string;
    email?: EmailAddress;
    code?: string;
  } & z.output<z.ZodObject<Fields>>;
  const presented: Presented = token !== undefined ? { token } : { emailKey: email?.key ?? "", code: code ?? "" };
  return { presented, rest };
}
