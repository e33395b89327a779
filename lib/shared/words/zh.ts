import type { Words } from "./words";
import { account } from "./zh/account";
import { activity } from "./zh/activity";
import { common } from "./zh/common";
import { dashboard } from "./zh/dashboard";
import { design } from "./zh/design";
import { door } from "./zh/door";
import { problems } from "./zh/problems";
import { profile } from "./zh/profile";
import { security } from "./zh/security";
import { sessions } from "./zh/sessions";

export const zh: Words = { common, problems, sessions, door, account, activity, security, profile, dashboard, design };
