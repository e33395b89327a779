import { config } from "@/lib/infra/config";
import { Problem } from "@/lib/shared/errors";

/** @throws Problem `mail_off` where nothing can be mailed: then nothing that needs a mail is there */
export function requireMail(): void {
  if (config().mail.kind === "off") throw new Problem("mail_off");
}
