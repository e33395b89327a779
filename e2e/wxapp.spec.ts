import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "@playwright/test";
import { data, signIn, signUp } from "./fixtures/http";
import { ask, call, errorOf, type Tokens } from "./fixtures/programs";
import { startServer } from "./fixtures/server";
import { PASSWORD, test } from "./fixtures/test";

const APP_ID = "wx0123456789abcdef";
const SECRET = "of the mini program";

/** WeChat's side of a mini program's sign-in: each code is good once, for whom it was made. */
async function startWeChat() {
  const codes = new Map<string, string>();
  const asked: URL[] = [];
  let isBusy = false;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    asked.push(url);
    const { appid, secret, js_code, grant_type } = Object.fromEntries(url.searchParams);
    const openid = codes.get(js_code ?? "");
    codes.delete(js_code ?? "");
    const isOurs = url.pathname === "/sns/jscode2session" && appid === APP_ID && secret === SECRET;
    response.setHeader("Content-Type", "text/plain"); // as it says of its JSON
    if (isBusy) response.end(JSON.stringify({ errcode: -1, errmsg: "system error" }));
    else if (!isOurs || grant_type !== "authorization_code") response.end(JSON.stringify({ errcode: 40_013 }));
    else if (!openid) response.end(JSON.stringify({ errcode: 40_029, errmsg: "invalid code" }));
    else response.end(JSON.stringify({ openid, session_key: "kept by nobody" }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    /** What wx.login gives someone. */
    codeFor: (openid: string): string => {
      const code = `code-${codes.size}-${asked.length}-${openid}`;
      codes.set(code, openid);
      return code;
    },
    beBusy: (busy: boolean) => {
      isBusy = busy;
    },
    stop: () => server.close(),
  };
}

test("a mini program is linked once by a password, and then let in by WeChat's word", async () => {
  const weChat = await startWeChat();
  const env = {
    GRANTS: "password,refresh_token,wxapp",
    WXAPP_ID: APP_ID,
    WXAPP_SECRET: SECRET,
    WXAPP_URL: weChat.url,
  };
  const server = await startServer({ env });
  try {
    const grant = (more: Record<string, string>) => ask(server, { grant_type: "wxapp", ...more });
    const { client, email, user } = await signUp(server.url);
    const byPassword = { username: email, password: PASSWORD };
    expect(errorOf(await grant({}))).toEqual([400, "invalid_request"]);
    expect(errorOf(await grant({ code: "made up" }))).toEqual([400, "invalid_grant"]);
    expect(errorOf(await grant({ code: weChat.codeFor("mei") }))).toEqual([400, "invalid_grant"]); // nobody is linked
    const wrong = { ...byPassword, password: "wrong" };
    expect(errorOf(await grant({ code: weChat.codeFor("mei"), ...wrong }))).toEqual([400, "invalid_grant"]);
    weChat.beBusy(true);
    expect(errorOf(await grant({ code: weChat.codeFor("mei") }))).toEqual([503, "temporarily_unavailable"]);
    weChat.beBusy(false);

    const first = await grant({ code: weChat.codeFor("mei"), ...byPassword });
    expect(first.status).toBe(200);
    const code = weChat.codeFor("mei");
    const { access_token: token, refresh_token = "" } = data<Tokens>(await grant({ code, scope: "profile:read" }));
    expect(data(await call(server, token))).toMatchObject({ user: { id: user.id }, session: { method: "wxapp" } });
    expect(errorOf(await grant({ code }))).toEqual([400, "invalid_grant"]); // used
    expect((await ask(server, { grant_type: "refresh_token", refresh_token })).status).toBe(200);

    const other = await signUp(server.url);
    const taken = await grant({ code: weChat.codeFor("mei"), username: other.email, password: PASSWORD });
    expect(errorOf(taken)).toEqual([400, "invalid_grant"]);
    expect((await other.client.get("/api/auth/sessions")).text).not.toContain("wxapp");

    const page = await client.get("/account/security");
    expect(page.text).toContain("WeChat");
    const [, id = ""] = /\/api\/auth\/identities\/([\w-]{22})/.exec(page.text) ?? [];
    expect((await other.client.send("DELETE", `/api/auth/identities/${id}`)).status).toBe(404);
    const unlinked = await client.post(`/api/auth/identities/${id}`, { form: { _method: "delete" } });
    expect([unlinked.status, unlinked.headers.location]).toEqual([303, "/account/security?done=unlinked"]);
    expect(errorOf(await grant({ code: weChat.codeFor("mei") }))).toEqual([400, "invalid_grant"]);
    expect((await signIn(server.url, email)).user.id).toBe(user.id);
    expect(server.output).not.toContain(SECRET);
    weChat.stop();
    await expect.poll(async () => errorOf(await grant({ code: "x" }))).toEqual([503, "temporarily_unavailable"]);
    expect(server.output).not.toContain(SECRET);
  } finally {
    weChat.stop();
    await server.stop();
  }
});
