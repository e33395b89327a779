// A process that sends the mails which are due, by a clock so many seconds ahead, and ends; to be killed while it does.
import { ORDERS } from "../accounts/mail-orders";
import { sendDueMails } from "../mails/send-mails";
import { addSeconds } from "../shared/time";
import { startUp } from "../start-up/start";

const now = () => addSeconds(new Date(), Number(process.argv[2]));
await startUp();
process.send?.("sending");
while ((await sendDueMails(ORDERS, now)) > 0);
process.exit();
