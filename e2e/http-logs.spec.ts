import { expect } from "@playwright/test";
import { data, HttpClient, newEmail, signIn } from "./fixtures/http";
import { startServer } from "./fixtures/server";
import { test } from "./fixtures/test";

const MARK = "Zq7!~ secret marker";

/** The ways in which a secret might stand in a log. */
function disguises(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ x: secret }).toString().slice(2),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString("base64").replace(/=+$/, ""),
    bytes.toString("base64url"),
    bytes.toString("hex"),
    secret.toUpperCase(),
  ];
}

test("no password, token, cookie or address reaches the log, whatever goes wrong", async () => {
  const server = await startServer();
  try {
    const secrets = new Set<string>();
    const noteCookies = (client: HttpClient) => {
      for (const [name, value] of client.jar) if (name.startsWith("hufu-")) secrets.add(value);
    };
    const email = newEmail();
    const password = `${MARK} of Ada`;
    const wrong = `${MARK} that is wrong`;
    for (const secret of [email, password, wrong]) secrets.add(secret);

    const client = new HttpClient(server.url);
    const name = `Ada ${MARK}`;
    secrets.add(name);
    await client.post("/api/auth/sign-up", { json: { email, password, name } });
    noteCookies(client);
    await client.post("/api/auth/sign-up", { json: { email, password } }); // 409
    await client.post("/api/auth/sign-up", { form: { email, password } });
    noteCookies(client);
    await client.post("/api/auth/sign-in", { json: { email, password: wrong } });
    await client.post("/api/auth/sign-in", { form: { email, password: wrong } });
    await client.post("/api/auth/sign-in", { json: { email: [email], password: { not: password } } });
    await client.post("/api/auth/sign-in", {
      raw: `{"email":"${email}","password":"${password}`,
      headers: { "content-type": "application/json" },
    });
    await client.post("/api/auth/sign-in", { json: { email, password }, headers: { "sec-fetch-site": "cross-site" } });
    for (const page of ["/", "/dashboard", "/account", "/login", "/nothing"]) await client.get(page);
    await client.post("/api/auth/refresh");
    noteCookies(client);

    await server.advance({ seconds: 301 });
    const thief = client.copy();
    await client.get("/dashboard");
    noteCookies(client);
    await server.advance({ seconds: 21 });
    await thief.get("/account"); // reuse
    await thief.post("/api/auth/refresh");
    for (const value of [`${MARK}`, "A".repeat(9_000), `${client.jar.get("hufu-access")}x`]) {
      thief.jar.set("hufu-access", encodeURIComponent(value));
      thief.jar.set("hufu-refresh", encodeURIComponent(value));
      await thief.get("/dashboard");
      await thief.post("/api/auth/refresh");
      await thief.post("/api/auth/sign-out", { form: {} });
    }
    const again = new HttpClient(server.url);
    expect((await again.post("/api/auth/sign-in", { json: { email, password, remember: true } })).status).toBe(200);
    noteCookies(again);
    const { sessions } = data<{ sessions: { id: string }[] }>(await again.get("/api/auth/sessions"));
    await again.send("PATCH", `/api/auth/sessions/${sessions[0]?.id}`, { json: { name } });
    await again.get(`/login?password=${encodeURIComponent(password)}`);
    await again.get("/api/auth/sessions/%ff");
    await again.post("/api/auth/sessions/revoke-all", { form: {} });
    await expect(signIn(server.url, newEmail())).rejects.toThrow("401");

    const program = new HttpClient(server.url);
    const headers = { "sec-fetch-site": undefined };
    const ask = (form: Record<string, string>, more = {}) =>
      program.post("/api/auth/token", { form, headers: { ...headers, ...more } });
    const granted = data<Record<string, string>>(
      await ask({ grant_type: "password", username: email, password, scope: "profile:read" }),
    );
    const [access = "", refresh = ""] = [granted.access_token, granted.refresh_token];
    for (const secret of [access, refresh]) secrets.add(secret);
    await ask({ grant_type: "password", username: email, password: wrong });
    await ask({ grant_type: "password" }, { authorization: `Basic ${btoa(`${email}:${wrong}`)}` });
    await ask({ grant_type: "refresh_token", refresh_token: `${refresh}x` });
    await program.get(`/api/auth/me?access_token=${access}`);
    for (const value of [access, `${access}x`, `hufu_pat_${MARK}`, `${access}, Bearer ${access}`]) {
      await program.get("/api/auth/me", { headers: { ...headers, authorization: `Bearer ${value}` } });
    }
    await program.post("/api/auth/revoke", { form: { token: refresh, client_id: "unknown" }, headers });
    await again.post("/api/auth/sign-in", { json: { email, password } });
    const made = await again.post("/api/auth/tokens", { form: { name, "scope:profile:read": "on", days: "7" } });
    expect(made.status).toBe(303);
    const personal = again.jar.get("hufu-new-token") ?? "";
    expect(personal).toMatch(/^hufu_pat_/);
    secrets.add(personal);
    await again.get("/account/security");
    const begun = data<Record<string, string>>(await program.post("/api/auth/device", { form: {}, headers }));
    secrets.add(begun.device_code ?? "");
    await ask({ grant_type: "urn:ietf:params:oauth:grant-type:device_code", device_code: begun.device_code ?? "" });

    expect(secrets.size).toBeGreaterThan(10);
    for (const secret of secrets) {
      for (const form of disguises(secret)) expect(server.output).not.toContain(form);
    }
    expect(server.output).not.toContain("Zq7");
    expect(server.output).toContain("Hufu serves"); // it is the log that was searched
  } finally {
    await server.stop();
  }
});
