import { account } from "./en/account";
import { activity } from "./en/activity";
import { common } from "./en/common";
import { dashboard } from "./en/dashboard";
import { design } from "./en/design";
import { door } from "./en/door";
import { problems } from "./en/problems";
import { profile } from "./en/profile";
import { security } from "./en/security";
import { sessions } from "./en/sessions";

export const en = { common, problems, sessions, door, account, activity, security, profile, dashboard, design };
