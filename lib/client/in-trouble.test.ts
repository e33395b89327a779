import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { bearerCredentials, type TokenSet } from "./credentials";
import { deviceLogin } from "./device-login";
import { createHufuClient } from "./hufu-client";

const TOKENS = { access_token: "a", refresh_token: "r" };
const CODE = { device_code: "d", user_code: "u", verification_uri: "", verification_uri_complete: "", interval: 0 };
type Said = [status: number, body: unknown];

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that says this, one after the other; text is a page. @returns its address, and what it was asked */
async function serverThatSays(...said: Said[]) {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    const [status, body] = said.shift() ?? [500, "nothing left to say"];
    const isPage = typeof body === "string";
    response.writeHead(status, { "Content-Type": isPage ? "text/html" : "application/json" });
    response.end(isPage ? body : JSON.stringify(body));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

describe("a program's tokens", () => {
  it.each([
    [[429, { error: "temporarily_unavailable" }]],
    [[503, { error: "temporarily_unavailable" }]],
    [[502, "<h1>Bad gateway</h1>"]],
  ] satisfies [Said][])("are kept when the server cannot renew them now: %j", async (trouble) => {
    const kept: (TokenSet | null)[] = [];
    const { url } = await serverThatSays([401, {}], trouble, [401, {}], [200, TOKENS], [200, { user: { id: "me" } }]);
    const credentials = bearerCredentials(url, TOKENS, { onChange: (tokens) => void kept.push(tokens) });
    const hufu = createHufuClient({ url, credentials });
    await expect(hufu.me()).rejects.toMatchObject({ status: 401 });
    expect(kept).toEqual([]);
    expect((await hufu.me()).user.id).toBe("me");
    expect(kept).toEqual([TOKENS]);
  });

  it("are given up when the session is over", async () => {
    const kept: (TokenSet | null)[] = [];
    const { url } = await serverThatSays([401, {}], [400, { error: "invalid_grant" }]);
    const credentials = bearerCredentials(url, TOKENS, { onChange: (tokens) => void kept.push(tokens) });
    await expect(createHufuClient({ url, credentials }).me()).rejects.toMatchObject({ status: 401 });
    expect(kept).toEqual([null]);
  });
});

it("a page from a proxy in between is an error with its status", async () => {
  const { url } = await serverThatSays([502, "<h1>Bad gateway</h1>"]);
  const refused = createHufuClient({ url, credentials: bearerCredentials(url, TOKENS) }).me();
  await expect(refused).rejects.toMatchObject({ name: "HufuError", status: 502, type: "about:blank" });
});

describe("a program that waits with a code", () => {
  const wait = (url: string) => deviceLogin(url, { scope: "profile:read", show: () => undefined });

  it("goes on asking while the server is in trouble", async () => {
    const { url, asked } = await serverThatSays(
      [200, { ...CODE, expires_in: 600 }],
      [502, "<h1>Bad gateway</h1>"],
      [429, { error: "temporarily_unavailable" }],
      [400, { error: "authorization_pending" }],
      [200, TOKENS],
    );
    expect(await wait(url)).toEqual(TOKENS);
    expect(asked).toHaveLength(5);
  });

  it("says so where it cannot begin", async () => {
    const { url } = await serverThatSays([502, "<h1>Bad gateway</h1>"]);
    await expect(wait(url)).rejects.toMatchObject({ name: "DeviceLoginError", error: "server_error" });
  });

  it("stops when its code has expired, also where nobody tells it", async () => {
    const { url, asked } = await serverThatSays([200, { ...CODE, expires_in: 0 }]);
    await expect(wait(url)).rejects.toMatchObject({ name: "DeviceLoginError", error: "expired_token" });
    expect(asked).toHaveLength(1);
  });
});
