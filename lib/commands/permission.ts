// npm run permission -- list | grant PERMISSION ADDRESS | withdraw PERMISSION ADDRESS: beside a running server, which follows.
import { clock } from "../infra/clock";
import { changePermission, listPermissions, type PermissionChange } from "../programs/permissions";
import { parseEmailAddress } from "../shared/email-address";
import { isPermission, PERMISSIONS } from "../shared/scopes";
import { onDatabase, Refusal } from "./on-database";
import { printTable } from "./table";

const USAGE = "Usage: npm run permission -- list | grant PERMISSION ADDRESS | withdraw PERMISSION ADDRESS";

async function list(): Promise<void> {
  const held = await listPermissions();
  printTable([["address", "permissions"], ...held.map(({ email, permissions }) => [email, permissions])]);
}

const SAID: Record<PermissionChange, (isGranted: boolean) => string> = {
  changed: (isGranted) =>
    isGranted ? "Granted: it comes with the next sign-in." : "Withdrawn: every session and token that had it is ended.",
  unchanged: (isGranted) => (isGranted ? "They have it already." : "They did not have it."),
  "no-account": () => "",
};

async function change(isGranted: boolean, [permission = "", address = ""]: string[]): Promise<void> {
  if (!isPermission(permission)) throw new Refusal(`There is no such permission; there is ${PERMISSIONS.join(", ")}.`);
  const email = parseEmailAddress(address);
  const outcome = email ? await changePermission(email.key, { permission, isGranted, now: clock.now() }) : "no-account";
  if (outcome === "no-account") throw new Refusal("No account has this address.");
  console.log(SAID[outcome](isGranted));
}

async function run([act, ...rest]: string[]): Promise<void> {
  if (act === "list" && rest.length === 0) return list();
  if ((act === "grant" || act === "withdraw") && rest.length === 2) return change(act === "grant", rest);
  throw new Refusal(USAGE);
}

await onDatabase(() => run(process.argv.slice(2)));
