import { config } from "@/lib/infra/config";
import { pageReader } from "../_http/preferences";

/** Where to read the mail that was announced, on a server that has no mail server; nothing on any other. */
export async function DevMailHint() {
  if (config().mail.kind !== "folder") return null;
  const { devMail } = (await pageReader()).words;
  return (
    <p className="text-sm text-muted">
      {devMail.hint}{" "}
      <a href="/dev/mail" className="font-semibold text-ink underline">
        {devMail.hintLink}
      </a>
    </p>
  );
}
