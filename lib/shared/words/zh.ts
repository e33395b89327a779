import type { Words } from "./words";
import { account } from "./zh/account";
import { activity } from "./zh/activity";
import { choice } from "./zh/choice";
import { common } from "./zh/common";
import { dashboard } from "./zh/dashboard";
import { data } from "./zh/data";
import { design } from "./zh/design";
import { devMail } from "./zh/dev-mail";
import { docs } from "./zh/docs";
import { door } from "./zh/door";
import { emailChange } from "./zh/email-change";
import { leaving } from "./zh/leaving";
import { mailed } from "./zh/mailed";
import { mails } from "./zh/mails";
import { problems } from "./zh/problems";
import { profile } from "./zh/profile";
import { programs } from "./zh/programs";
import { recovery } from "./zh/recovery";
import { report } from "./zh/report";
import { security } from "./zh/security";
import { sessions } from "./zh/sessions";
import { token } from "./zh/token";

export const zh: Words = {
  common,
  problems,
  sessions,
  token,
  docs,
  door,
  account,
  activity,
  security,
  profile,
  programs,
  dashboard,
  data,
  design,
  emailChange,
  leaving,
  recovery,
  mailed,
  report,
  choice,
  devMail,
  mails,
};
