import type { Words } from "./words";
import { account } from "./zh/account";
import { common } from "./zh/common";
import { door } from "./zh/door";
import { problems } from "./zh/problems";
import { sessions } from "./zh/sessions";

export const zh: Words = { common, problems, sessions, door, account };
