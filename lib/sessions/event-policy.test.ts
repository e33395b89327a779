import { describe, expect, it } from "vitest";
import { en } from "../shared/words/en";
import { zh } from "../shared/words/zh";
import { EVENT_KINDS, EVENT_POLICY, NEXT_STEPS, nextSteps, typesOf } from "./event-policy";
import { END_REASONS } from "./policy";

const TYPES = Object.keys(EVENT_POLICY);
/** Everything that someone else may have done. */
const ATTACKS = [
  "sign-in-failed",
  "refresh-from-two-addresses",
  "password-changed",
  "password-reset",
  "reset-requested",
  "email-change-requested",
  "email-changed",
  "email-change-undone",
  "reported",
  "account-left",
  "account-restored",
  "exported",
  "session-limit-changed",
  "program-allowed",
  "token-made",
  "identity-linked",
];
const plain = { reason: null, isNewDevice: false, isLive: true };

describe("what the reader of an event can do", () => {
  it.each(ATTACKS)("is said beside what may be an attack: %s", (type) => {
    expect(nextSteps({ ...plain, type })).not.toEqual([]);
    expect(nextSteps({ ...plain, type, isLive: false })).not.toEqual([]);
  });

  it("is nothing where nothing can be wrong", () => {
    for (const type of TYPES.filter((type) => !ATTACKS.includes(type))) {
      expect(nextSteps({ ...plain, type }), type).toEqual([]);
    }
    expect(nextSteps({ ...plain, type: "of-a-newer-version" })).toEqual([]);
    expect(nextSteps({ ...plain, type: "toString" })).toEqual([]);
  });

  it("is to put the device out that was never seen before, as long as it is signed in", () => {
    const signIn = { type: "signed-in", reason: null, isNewDevice: true };
    expect(nextSteps({ ...signIn, isLive: true })).toEqual(["sign-device-out", "change-password"]);
    expect(nextSteps({ ...signIn, isLive: false })).toEqual(["change-password"]);
  });

  it("depends on why a session ended", () => {
    const suspicious = END_REASONS.filter(
      (reason) => nextSteps({ ...plain, type: "session-ended", reason }).length > 0,
    );
    expect(suspicious).toEqual(["reuse-detected", "reported"]);
  });
});

describe("each kind of event", () => {
  it("has types, and each type is of one kind", () => {
    expect(EVENT_KINDS.flatMap(typesOf).sort()).toEqual([...TYPES].sort());
    for (const kind of EVENT_KINDS) expect(typesOf(kind), kind).not.toEqual([]);
  });

  it.each([en, zh])("and each type and step is called something in each language", ({ activity }) => {
    for (const type of TYPES) expect(Object.hasOwn(activity.events, type), type).toBe(true);
    for (const kind of EVENT_KINDS) expect(activity.kinds[kind]).toBeTruthy();
    for (const step of NEXT_STEPS) expect(activity.steps[step]).toBeTruthy();
  });
});
