import { expect } from "@playwright/test";
import { ApiClient } from "./fixtures/api-client";
import { startServer } from "./fixtures/server";
import { newEmail, PASSWORD, test } from "./fixtures/test";

const CLAIMS = {
  "x-hufu-socket-address": "203.0.113.66",
  "x-forwarded-for": "203.0.113.66, 198.51.100.7",
  "x-real-ip": "203.0.113.66",
  forwarded: "for=203.0.113.66",
};

/** The address and place that the list shows for a device that signs up with these headers. */
async function listed(url: string, headers: Record<string, string>) {
  const body = JSON.stringify({ email: newEmail(), password: PASSWORD });
  const type = { "content-type": "application/json" };
  const answer = await fetch(`${url}/api/auth/sign-up`, { method: "POST", headers: { ...type, ...headers }, body });
  const device = new ApiClient(url);
  for (const cookie of answer.headers.getSetCookie()) {
    const [name = "", value = ""] = cookie.split(";", 1)[0]?.split("=") ?? [];
    device.cookies.set(name, value);
  }
  const { sessions } = await (await device.call("GET", "/api/auth/sessions")).json();
  return { ip: sessions[0].ip, place: sessions[0].place };
}

test("whatever a client claims, its address is the socket's", async ({ server }) => {
  expect(await listed(server.url, CLAIMS)).toEqual({ ip: "127.0.0.1", place: null });
});

test("behind one trusted proxy it is what that proxy saw, and the place what it says", async () => {
  const server = await startServer({ env: { TRUSTED_PROXY_HOPS: "1", PLACE_HEADER: "x-place" } });
  const seen = await listed(server.url, { ...CLAIMS, "x-place": "Lisbon" });
  await server.stop();
  expect(seen).toEqual({ ip: "198.51.100.7", place: "Lisbon" });
});
