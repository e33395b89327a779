import { account } from "./en/account";
import { common } from "./en/common";
import { door } from "./en/door";
import { problems } from "./en/problems";
import { sessions } from "./en/sessions";

export const en = { common, problems, sessions, door, account };
