import { expect, it } from "vitest";
import { inTransaction } from "../infra/db";
import { makeKey } from "../infra/key-material";
import { PUBLISH_LEAD_SECONDS } from "../infra/key-ring";
import { insertKey, listKeyRows } from "../infra/key-rows";
import { keys, wrappingSecret } from "../infra/keys";
import { addSeconds } from "../shared/time";
import { setUpInstance } from "../testing/instance";
import { lookAfterKeys } from "./rotate-keys";

setUpInstance();

/** Another process's key, of which this one has heard at a moment when it could not read. */
async function keyMissedHere(now: Date): Promise<string> {
  const key = await makeKey("signing", "EdDSA");
  const ring = await listKeyRows("signing");
  const times = { ring, createdAt: now, activeFrom: addSeconds(now, PUBLISH_LEAD_SECONDS) };
  await inTransaction((tx) => insertKey(tx, wrappingSecret(), "signing", key, times));
  return key.kid ?? "";
}

it("a key that could not be read when it was announced is known at the next look, before it is in use", async () => {
  const now = new Date();
  const kid = await keyMissedHere(now);
  expect(keys(now).verification.has(kid)).toBe(false);
  await lookAfterKeys(now);
  expect(keys(now).verification.has(kid)).toBe(true);
});
