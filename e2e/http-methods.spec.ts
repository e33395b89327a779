import { expect } from "@playwright/test";
import { type Answer, data, HttpClient, newEmail, signUp } from "./fixtures/http";
import { startServer } from "./fixtures/server";
import { PASSWORD, test } from "./fixtures/test";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"];
/** Every route, and what its Allow header says. */
const ROUTES: Record<string, string> = {
  "/api/auth/sign-up": "POST",
  "/api/auth/sign-in": "POST",
  "/api/auth/sign-out": "POST",
  "/api/auth/verify-email": "POST",
  "/api/auth/resend-verification": "POST",
  "/api/auth/forgot-password": "POST",
  "/api/auth/reset-password": "POST",
  "/api/auth/account/restore": "POST",
  "/api/auth/refresh": "POST",
  "/api/auth/me": "GET, HEAD",
  "/api/auth/live": "GET, HEAD",
  "/api/auth/profile": "GET, HEAD, PATCH, POST",
  "/api/auth/change-password": "POST",
  "/api/auth/change-email": "POST",
  "/api/auth/confirm-email": "POST",
  "/api/auth/undo-change-email": "POST",
  "/api/auth/account": "DELETE, POST",
  "/api/auth/export": "GET, HEAD",
  "/api/auth/sessions": "GET, HEAD",
  "/api/auth/sessions/unknown": "DELETE, PATCH, POST",
  "/api/auth/sessions/revoke-others": "POST",
  "/api/auth/sessions/revoke-all": "POST",
  "/api/example": "GET, HEAD",
  "/api/example/recent": "POST",
  "/api/open": "GET, HEAD",
  "/api/preferences": "POST",
  "/.well-known/jwks.json": "GET, HEAD",
};

function expectProblem(answer: Answer, status: number, code: string): void {
  expect(answer.status).toBe(status);
  expect(answer.headers["content-type"]).toBe("application/problem+json");
  expect(answer.headers["cache-control"]).toContain("no-store");
  const body = data(answer);
  expect(Object.keys(body).sort()).toEqual(["detail", ...(body.errors ? ["errors"] : []), "status", "title", "type"]);
  expect(body).toMatchObject({ type: `urn:hufu:problem:${code}`, status });
}

test("each route answers 405 with Allow to every other method", async ({ server }) => {
  const { client } = await signUp(server.url);
  for (const [path, allow] of Object.entries(ROUTES)) {
    for (const method of METHODS.filter((name) => !allow.split(", ").includes(name))) {
      const answer = await client.send(method, path);
      expect([answer.status, answer.headers.allow], `${method} ${path}`).toEqual([405, allow]);
      if (method !== "HEAD") expectProblem(answer, 405, "method-not-allowed");
    }
  }
  expect((await client.get("/api/auth/me")).status).toBe(200);
});

test("a form with a method that a form does not know gets the status, not a redirect", async ({ server }) => {
  const { client } = await signUp(server.url);
  for (const method of ["PUT", "DELETE", "PATCH"]) {
    expectProblem(await client.send(method, "/api/auth/sign-in", { form: {} }), 405, "method-not-allowed");
  }
});

test("HEAD answers as GET does, without a body", async ({ server }) => {
  const { client } = await signUp(server.url);
  const paths = ["/api/auth/me", "/api/auth/profile", "/api/auth/sessions", "/api/open", "/.well-known/jwks.json"];
  for (const path of paths) {
    const [head, get] = [await client.send("HEAD", path), await client.get(path)];
    expect([head.status, head.text], path).toEqual([200, ""]);
    for (const name of ["content-type", "cache-control"]) expect(head.headers[name]).toBe(get.headers[name]);
  }
  expect((await new HttpClient(server.url).send("HEAD", "/api/auth/me")).status).toBe(401);
});

test("an unknown path of the API is a problem and no page", async ({ server }) => {
  const client = new HttpClient(server.url);
  for (const path of ["/api/nothing", "/api/auth", "/api/auth/sign-in/x", "/api/auth/me.rsc", "/api/auth/%2e%2e/x"]) {
    for (const method of ["GET", "POST", "DELETE"]) {
      expectProblem(await client.send(method, path), 404, "not-found");
    }
  }
});

test("refusals are problem details with an errors list by field where fields are wrong", async ({ server }) => {
  const client = new HttpClient(server.url);
  expectProblem(await client.get("/api/auth/me"), 401, "unauthenticated");
  const invalid = await client.post("/api/auth/sign-up", { json: { email: "nobody", password: "short" } });
  expectProblem(invalid, 422, "invalid-input");
  const { errors } = data<{ errors: Record<string, string[]> }>(invalid);
  expect(Object.keys(errors).sort()).toEqual(["email", "password"]);
  for (const words of Object.values(errors)) expect(words).toEqual([expect.any(String)]);
  const wrong = await client.post("/api/auth/sign-in", { json: { email: newEmail(), password: PASSWORD } });
  expectProblem(wrong, 401, "invalid-credentials");
  expectProblem(await client.post("/api/auth/refresh"), 401, "refresh-refused");
});

test("with an https APP_URL cookies are Secure, carry __Host-, and are small", async () => {
  const env = { APP_URL: "https://accounts.example.com", HOST: "127.0.0.1", BCRYPT_COST: "10" };
  const server = await startServer({ env });
  try {
    const host = "accounts.example.com";
    const client = new HttpClient(server.url, host);
    const json = { email: newEmail(), password: PASSWORD };
    const answer = await client.post("/api/auth/sign-up", { json });
    expect(answer.status).toBe(201);
    const shapes = answer.setCookies.map((cookie) => cookie.replace(/=[^;]*/, ""));
    const attributes = "; Path=/; HttpOnly; SameSite=Lax; Secure";
    expect(shapes).toEqual([
      `__Host-hufu-access${attributes}`,
      `__Host-hufu-refresh${attributes}`,
      expect.stringMatching(/^__Host-hufu-device; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=\d+$/),
    ]);
    const bytes = Buffer.byteLength(client.cookies);
    console.log(`    Cookie header of a signed-in request: ${bytes} bytes`);
    expect(bytes).toBeLessThanOrEqual(720);
    const everyChoice = { theme: "system", language: "en", timeZone: "America/Argentina/ComodRivadavia" };
    expect((await client.post("/api/preferences", { json: everyChoice })).status).toBe(204);
    const more = Buffer.byteLength(client.cookies) - bytes;
    console.log(`    of the preferences at their longest: ${more} bytes more`);
    expect(more).toBeLessThanOrEqual(100);
    expect((await client.get("/api/auth/me")).status).toBe(200);
    // the names without the prefix, which a sub-domain could set, are nobody
    const plain = new HttpClient(server.url, host);
    for (const [name, value] of client.jar) plain.jar.set(name.replace("__Host-", ""), value);
    expect((await plain.get("/api/auth/me")).status).toBe(401);
  } finally {
    await server.stop();
  }
});
