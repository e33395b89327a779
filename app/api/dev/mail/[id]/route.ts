import { route } from "@/app/_http/route";
import { MAIL_CONTENT_SECURITY_POLICY } from "@/lib/edge/content-security-policy";
import { config } from "@/lib/infra/config";
import { findKeptMail } from "@/lib/infra/kept-mails";
import { Problem } from "@/lib/shared/errors";

/** GET: a kept mail as HTML, for the frame of its page; 404 on a server that does not keep its mails. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: async ({ params }) => {
    const mail = config().mail.kind === "folder" ? await findKeptMail(String(params.id)) : null;
    if (!mail) throw new Problem("not_found");
    const framed = mail.html.replace("<head>", '<head><base target="_top">'); // its links leave the frame
    return new Response(framed, {
      headers: {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": MAIL_CONTENT_SECURITY_POLICY,
      },
    });
  },
});
