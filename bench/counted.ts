import { request } from "node:http";
import { ACCOUNT, startHufu } from "./apps";
import { bounded, type Row } from "./report";

const ORIGIN = "https://accounts.example.com";

/** Signs up under an https origin, as through a reverse proxy. @returns the cookies of a later request, all together */
function cookiesUnderHttps(port: string): Promise<string> {
  const { host } = new URL(ORIGIN);
  const headers = { host, origin: ORIGIN, "content-type": "application/json" };
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path: "/api/auth/sign-up", method: "POST", headers }, (answer) => {
      answer.resume();
      const cookies = answer.headers["set-cookie"] ?? [];
      if (answer.statusCode === 201) resolve(cookies.map((cookie) => cookie.split(";", 1)[0]).join("; "));
      else reject(new Error(`Sign-up answered ${answer.statusCode}`));
    });
    sent.on("error", reject);
    sent.end(JSON.stringify(ACCOUNT));
  });
}

async function countCookies(): Promise<Row> {
  const { startServer } = await import("../e2e/fixtures/server");
  const server = await startServer({ env: { APP_URL: ORIGIN, HOST: "127.0.0.1", BCRYPT_COST: "10" } });
  const cookies = await cookiesUnderHttps(new URL(server.url).port);
  await server.stop();
  if (!cookies.includes("__Host-hufu-access=")) throw new Error("The cookies have no __Host- names");
  const bytes = Buffer.byteLength(cookies);
  return bounded("cookie bytes a request, all cookies, __Host- names, https origin", String(bytes), bytes, "≤", 720);
}

/** What is counted and not timed: bytes of cookies, and statements that a request sends to the database. */
export async function measureCounted(): Promise<Row[]> {
  const { url, server, signIn, stop } = await startHufu("Hufu");
  const cookie = await signIn();
  const statementsOf = async (path: string) => {
    const before = Number(await server.ask("statements"));
    const { status } = await fetch(url + path, { headers: { cookie }, redirect: "manual" });
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    return Number(await server.ask("statements")) - before;
  };
  const cold = await statementsOf("/dashboard");
  const warm = await statementsOf("/dashboard");
  const me = await statementsOf("/api/auth/me");
  await stop();
  return [
    await countCookies(),
    bounded("database statements of a verified request", String(me), me, "≤", 0),
    bounded("of /dashboard, warm", String(warm), warm, "≤", 0),
    bounded("of /dashboard, the first of a process", String(cold), cold, "≤", 1),
  ];
}
