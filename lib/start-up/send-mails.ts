import "server-only";
import { ORDERS } from "../accounts/mail-orders";
import { clock } from "../infra/clock";
import { config } from "../infra/config";
import { faultFields, log } from "../infra/log";
import { onOutboxRing } from "../mails/bell";
import { AT_ONCE, takeDueMails } from "../mails/send-mails";
import { processWide } from "../shared/process-wide";

/** How often the outbox is looked into: what another process posted, or what waits for its next attempt. */
const LOOK_EVERY_MS = 1_000;
/** From a bell within a transaction to its commit, as a rule. Where it takes longer, the next look finds it. */
const COMMIT_MS = 30;

type Sending = { inHand: Set<Promise<void>>; looking: Promise<void> | null; isRungAgain: boolean; isStopped: boolean };
const sending = () =>
  processWide<Sending>("sending-mails", () => ({
    inHand: new Set(),
    looking: null,
    isRungAgain: false,
    isStopped: false,
  }));

/** Fills the hands: what a mail server is slow with keeps no other mail waiting, until there are ten such. */
async function takeAllDue(state: Sending): Promise<void> {
  do {
    state.isRungAgain = false;
    while (!state.isStopped && state.inHand.size < AT_ONCE) {
      const taken = await takeDueMails(ORDERS, clock.now, AT_ONCE - state.inHand.size);
      if (taken.length === 0) break;
      for (const mail of taken) {
        state.inHand.add(mail);
        void mail.then(() => {
          state.inHand.delete(mail);
          look();
        });
      }
    }
  } while (state.isRungAgain);
}

function look(): void {
  const state = sending();
  if (state.isStopped) return;
  if (state.looking) {
    state.isRungAgain = true; // what is due now may have come after the look under way
    return;
  }
  state.looking = takeAllDue(state)
    .catch((fault: unknown) => log().warn(faultFields(fault), "The outbox could not be read"))
    .finally(() => {
      state.looking = null;
    });
}

/** Sends mails in the background until the process ends; nothing where there is neither a mail server nor a folder. */
export function sendMailsRegularly(): void {
  if (config().mail.kind === "off") {
    console.log("  mail           off: SMTP_URL is not set, so nobody can prove an address or reset a password");
    return;
  }
  setInterval(look, LOOK_EVERY_MS).unref();
  onOutboxRing(() => setTimeout(look, COMMIT_MS).unref());
}

/** Takes no more mails in hand. Resolves when those under way are sent, or have failed. */
export async function stopSendingMails(): Promise<void> {
  const state = sending();
  state.isStopped = true;
  await state.looking;
  await Promise.all(state.inHand);
}
