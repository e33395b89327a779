import "server-only";
import { createTransport } from "nodemailer";
import { processWide } from "../shared/process-wide";
import { config } from "./config";
import { keepMail } from "./kept-mails";
import { withTimeout } from "./with-timeout";

/** A server that says nothing for so long is not there. In milliseconds. */
const CONNECT_TIMEOUT_MS = 10_000;
const SILENCE_TIMEOUT_MS = 30_000;
/** One that takes its time with every line is given up too: before another process would take the mail for abandoned. */
const DELIVERY_TIMEOUT_MS = 100_000;

export type Envelope = { id: string; to: string; subject: string; text: string; html: string };

/** Why a mail was not taken. `isFinal`: the server will never take it (5yz, RFC 5321 §4.2.1). */
export type Refusal = { isFinal: boolean; said: string };

const smtp = (url: string) =>
  processWide("smtp", () =>
    createTransport({
      url,
      connectionTimeout: CONNECT_TIMEOUT_MS,
      greetingTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: SILENCE_TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    }),
  );

/**
 * Hands a mail to the mail server, or keeps it as a file where there is none.
 * @throws what the transport throws; `refusalOf` says what it means
 * @see RFC 5321
 */
export async function deliver({ id, ...content }: Envelope): Promise<void> {
  const { mail, hostname } = config();
  const message = {
    ...content,
    from: mail.from,
    messageId: `<${id}@${hostname}>`, // the same at each attempt: who gets it twice can tell
    headers: { "Auto-Submitted": "auto-generated" }, // RFC 3834: no out-of-office answers it
  };
  if (mail.kind === "smtp") {
    await withTimeout(smtp(mail.url).sendMail(message), DELIVERY_TIMEOUT_MS);
    return;
  }
  const { message: built } = await createTransport({ streamTransport: true, buffer: true }).sendMail(message);
  await keepMail({ id, ...content }, built as Buffer);
}

/** What a failed delivery means. The address is not in it: it goes into the log. */
export function refusalOf(fault: unknown): Refusal {
  const { responseCode, code } = fault as { responseCode?: number; code?: string };
  const said = [responseCode, code].filter(Boolean).join(" ") || "no answer";
  return {
    isFinal: responseCode !== undefined && responseCode >= 500 && code !== "EAUTH",
    said,
  };
}
