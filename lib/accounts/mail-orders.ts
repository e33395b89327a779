import "server-only";
import type { OrderHandlers } from "../mails/send-mails";
import { handleNewDevicesOrder, NEW_DEVICES_ORDER } from "../sessions/alerts";
import { handleResetOrder, RESET_ORDER } from "./forgot-password";
import { handleSignUpOrder, SIGN_UP_ORDER } from "./request-sign-up";
import { handleVerificationOrder, VERIFICATION_ORDER } from "./request-verification";

/** What is done behind the answers that tell nobody who has an account. */
export const ORDERS: OrderHandlers = {
  [RESET_ORDER]: handleResetOrder,
  [SIGN_UP_ORDER]: handleSignUpOrder,
  [VERIFICATION_ORDER]: handleVerificationOrder,
  [NEW_DEVICES_ORDER]: handleNewDevicesOrder,
};
