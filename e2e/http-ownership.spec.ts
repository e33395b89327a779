import { randomBytes } from "node:crypto";
import { expect } from "@playwright/test";
import { type Answer, data, signUp } from "./fixtures/http";
import { test } from "./fixtures/test";

test("someone else's session is as unknown as one that never was", async ({ server }) => {
  const [owner, stranger] = [await signUp(server.url), await signUp(server.url)];
  const unknown = randomBytes(16).toString("base64url");
  const malformed = ["x", "__proto__", "%00", "..%2f..", "%22", "'%20or%201=1--", "x".repeat(3_000), "%ff", "%e0%a4%a"];
  const answers = { patch: new Set<string>(), delete: new Set<string>(), forms: new Set<string>() };
  const shape = ({ status, text, headers }: Answer) =>
    JSON.stringify([status, text, headers.location, headers["content-type"]]);
  for (const id of [owner.session.id, owner.session.id.toLowerCase(), unknown, ...malformed]) {
    const path = `/api/auth/sessions/${id}`;
    answers.patch.add(shape(await stranger.client.send("PATCH", path, { json: { name: "Mine" } })));
    answers.delete.add(shape(await stranger.client.send("DELETE", path)));
    answers.forms.add(shape(await stranger.client.post(path, { form: { _method: "delete" } })));
    answers.forms.add(shape(await stranger.client.post(path, { form: { _method: "patch", name: "Mine" } })));
  }
  expect([...answers.patch]).toEqual([expect.stringContaining("[404,")]);
  expect(answers.delete).toEqual(answers.patch);
  expect([...answers.forms]).toEqual([JSON.stringify([303, "", "/account?error=not_found", undefined])]);
  const { sessions } = data<{ sessions: { name: string | null }[] }>(await owner.client.get("/api/auth/sessions"));
  expect(sessions).toEqual([expect.objectContaining({ name: null })]);
});
