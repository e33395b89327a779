import { account } from "./en/account";
import { activity } from "./en/activity";
import { choice } from "./en/choice";
import { common } from "./en/common";
import { dashboard } from "./en/dashboard";
import { data } from "./en/data";
import { design } from "./en/design";
import { devMail } from "./en/dev-mail";
import { docs } from "./en/docs";
import { door } from "./en/door";
import { emailChange } from "./en/email-change";
import { leaving } from "./en/leaving";
import { mailed } from "./en/mailed";
import { mails } from "./en/mails";
import { problems } from "./en/problems";
import { profile } from "./en/profile";
import { programs } from "./en/programs";
import { recovery } from "./en/recovery";
import { report } from "./en/report";
import { security } from "./en/security";
import { sessions } from "./en/sessions";
import { token } from "./en/token";

export const en = {
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
