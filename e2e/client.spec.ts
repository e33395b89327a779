import { expect } from "@playwright/test";
import { bearerCredentials, type TokenSet } from "../lib/client/credentials";
import { DeviceLoginError, deviceLogin } from "../lib/client/device-login";
import { createHufuClient, HufuError } from "../lib/client/hufu-client";
import { signUp } from "./fixtures/http";
import { programTest as test, tokensFor } from "./fixtures/programs";

test("twenty calls at once with an expired token renew it once, and all are answered", async ({ server }) => {
  const { email, user } = await signUp(server.url);
  const kept: (TokenSet | null)[] = [];
  const tokens = await tokensFor(server, email, { scope: "profile:read profile:write sessions:read sessions:write" });
  const credentials = bearerCredentials(server.url, tokens, { onChange: (tokens) => void kept.push(tokens) });
  const hufu = createHufuClient({ url: server.url, credentials });
  await server.advance({ seconds: 301 });
  const answers = await Promise.all(Array.from({ length: 20 }, () => hufu.me()));
  expect(new Set(answers.map(({ user }) => user.id))).toEqual(new Set([user.id]));
  expect(kept).toHaveLength(1);
  expect(kept[0]?.refresh_token).not.toBe(tokens.refresh_token);
  await server.advance({ seconds: 25 }); // a second renewal by the first token would have been theft

  expect(await hufu.changeProfile({ name: "Mei" })).toMatchObject({ email, name: "Mei" });
  await expect(hufu.changeProfile({ name: "x".repeat(101) })).rejects.toMatchObject({
    status: 422,
    type: "urn:hufu:problem:invalid-input",
    errors: { name: [expect.any(String)] },
  });
  await expect(hufu.request("GET", "/api/auth/events")).rejects.toMatchObject({ status: 403 });
  const [own] = await hufu.sessions();
  expect(await hufu.nameDevice(own?.id ?? "", "My program")).toEqual({ id: own?.id, name: "My program" });
  await hufu.revokeSession(own?.id ?? "");
  const refused = await hufu.me().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(HufuError);
  expect(refused).toMatchObject({ status: 401, type: "urn:hufu:problem:invalid-token" });
  expect(kept.at(-1)).toBeNull();
});

test("a program waits for its code, and goes on when it is let in", async ({ server }) => {
  const { client, email } = await signUp(server.url);
  const decide = (user_code: string, allow: boolean) =>
    client.post("/api/auth/device/decision", { json: { user_code, allow } });
  const tokens = await deviceLogin(server.url, {
    scope: "profile:read",
    show: ({ user_code }) => void decide(user_code, true),
  });
  const hufu = createHufuClient({ url: server.url, credentials: bearerCredentials(server.url, tokens) });
  expect(await hufu.profile()).toMatchObject({ email });
  await hufu.signOut();
  await expect(hufu.profile()).rejects.toMatchObject({ status: 401 });

  const denied = deviceLogin(server.url, {
    scope: "profile:read",
    show: ({ user_code }) => void decide(user_code, false),
  });
  await expect(denied).rejects.toMatchObject({ error: "access_denied" });
  await expect(deviceLogin(server.url, { scope: "x", show: () => undefined })).rejects.toBeInstanceOf(DeviceLoginError);
});
