/** Where a server without a mail server shows the mails that it would have sent. */
export const devMail = {
  title: "Mails of this server",
  lead: "No mail server is set (SMTP_URL), so mails are kept in a folder on this computer and shown here. Whoever opens this page can read them: a server with a public address has no such page.",
  none: "There is no mail yet",
  noneText: "What the server sends appears here when the page is loaded anew.",
  to: (address: string) => `To ${address}`,
  asText: "As text",
  asHtml: "As it looks",
  all: "All mails",
  /** Before the link to the page. */
  hint: "This server keeps its mails:",
  hintLink: "read them here",
};
