import type { Socket } from "node:net";
import { type AddressObject, type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** A mail as a client shows it. */
export type ReceivedMail = { to: string; from: string; subject: string; text: string; html: string; messageId: string };

/** How the server takes the next mails; each in turn, then "take". */
export type Manner = "take" | "refuse for now" | "refuse for ever" | "hang" | "take and die";

export type MailServer = {
  url: string;
  /** Everything that was taken, in order. */
  received: ReceivedMail[];
  behave: (...manners: Manner[]) => void;
  /** Deliveries that hang now. */
  readonly hanging: number;
  /** Ends those: their clients are cut off. */
  letGo: () => void;
  stop: () => Promise<void>;
};

const addresses = (given: AddressObject | AddressObject[] | undefined): string =>
  [given ?? []]
    .flat()
    .flatMap(({ value }) => value.map(({ address }) => address ?? ""))
    .join(", ");

const read = (mail: ParsedMail): ReceivedMail => ({
  to: addresses(mail.to),
  from: mail.from?.text ?? "",
  subject: mail.subject ?? "",
  text: mail.text ?? "",
  html: mail.html || "",
  messageId: mail.messageId ?? "",
});

const refusal = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });

/** A real SMTP server on a free port, which reads what it is sent as a client would. */
export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const manners: Manner[] = [];
  const held: Socket[] = [];
  const sockets = new Map<number, Socket>();
  const options: SMTPServerOptions = {
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    async onData(stream, session, done) {
      const mail = await simpleParser(stream);
      const manner = manners.shift() ?? "take";
      if (manner === "hang") {
        const socket = sockets.get(session.remotePort);
        if (socket) held.push(socket);
        return;
      }
      if (manner === "refuse for now") return done(refusal(451, "Try again later"));
      if (manner === "refuse for ever") return done(refusal(550, "No such mailbox"));
      received.push(read(mail));
      if (manner === "take and die") return void sockets.get(session.remotePort)?.destroy();
      done();
    },
  };
  const server = new SMTPServer(options);
  server.on("error", () => undefined); // a client that went away
  server.server.on("connection", (socket: Socket) => sockets.set(socket.remotePort ?? 0, socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    get hanging() {
      return held.length;
    },
    letGo: () => {
      for (const socket of held.splice(0)) socket.destroy();
    },
    behave: (...next) => void manners.splice(0, manners.length, ...next),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
