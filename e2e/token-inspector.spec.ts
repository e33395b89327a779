import { expect, type Page } from "@playwright/test";
import { decodeJwt, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { tokensFor } from "./fixtures/programs";
import { signIn, test } from "./fixtures/test";
import { expectUsable, readIn } from "./fixtures/usable";

const paste = (page: Page, text: string) => page.getByLabel("Token", { exact: true }).fill(text);
const says = (page: Page, text: string | RegExp) =>
  expect(page.getByRole("status").filter({ hasText: text })).toBeVisible();
const entry = (page: Page, name: string) =>
  page
    .getByRole("region", { name: "What is in a token" })
    .locator("dl > div")
    .filter({ has: page.getByText(name, { exact: true }) });

test("both tokens of a program are explained, and nothing of them is sent anywhere", async ({
  laptop,
  person,
  server,
}) => {
  const tokens = await tokensFor(server, person.email);
  await laptop.goto("/token");
  const sent: string[] = [];
  laptop.on("request", (request) =>
    sent.push(`${request.method()} ${request.url().slice(server.url.length)} ${request.postData()}`),
  );
  await paste(laptop, `Bearer ${tokens.access_token}\n`);
  await says(laptop, "The signature is good");
  await says(laptop, "It is good at this moment");
  await says(laptop, "only its issuer can tell");
  await expect(entry(laptop, "client_id")).toContainText(/cli.*Which program it was issued to.*RFC 8693/s);
  await expect(entry(laptop, "alg")).toContainText(/EdDSA.*RFC 7515/s);
  const countdown = entry(laptop, "exp").getByText(/^in \d/);
  const before = await countdown.textContent();
  await expect(countdown).not.toHaveText(before ?? "");
  await paste(laptop, tokens.refresh_token ?? "");
  await expect(laptop.getByRole("heading", { name: "This is a refresh token of Hufu." })).toBeVisible();
  await paste(laptop, `hufu_pat_${"0".repeat(38)}`);
  await expect(laptop.getByRole("heading", { name: "This is a personal access token of Hufu." })).toBeVisible();
  expect(new Set(sent)).toEqual(new Set(["GET /.well-known/jwks.json null"]));
  expect(laptop.url()).toBe(`${server.url}/token`);
});

test("a bad token is a lesson: altered, unsigned, of another key or algorithm, expired, early, or none at all", async ({
  laptop,
  person,
  server,
}) => {
  const { access_token: good } = await tokensFor(server, person.email);
  const [header = "", claims = "", signature = ""] = good.split(".");
  const kid = JSON.parse(Buffer.from(header, "base64url").toString()).kid as string;
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  const sign = (claims: object, head: object = {}) =>
    new SignJWT({ ...claims }).setProtectedHeader({ alg: "ES256", kid: "mine", ...head }).sign(privateKey);
  const now = decodeJwt(good).iat ?? 0; // by the server's clock, which the page goes by
  await laptop.goto("/token");
  const lessons: [string, string][] = [
    [`${header}.${claims}.${signature.slice(0, -4)}AAAA`, "The signature does not fit"],
    [new UnsecuredJWT({ sub: "x" }).encode(), "It is not signed"],
    [`${header}.${claims}.`, "It is not signed"],
    [await sign({ sub: "x" }), "None of these keys is the one that it names"],
    [await sign({ sub: "x" }, { kid }), "It names another algorithm than its key has"],
    [await sign({ exp: now - 10 }), "It has expired"],
    [await sign({ exp: now + 900, nbf: now + 600 }), "It is not good yet"],
    [await sign({ exp: now + 900, iat: now + 600 }), "It was issued in the future"],
    [await sign({ sub: "x" }), "It has no exp"],
    ["a.b.c.d.e", "This is an encrypted token"],
    ["one.two", "This is no JWT: one has three parts"],
    [`"${good}"`, "characters that base64url has not"],
    ["eA.eA.eA", "its first part is no JSON object"],
    [`${header}.eA.eA`, "its second part is no JSON object"],
  ];
  for (const [token, lesson] of lessons) {
    await paste(laptop, token);
    await says(laptop, lesson);
  }
  await paste(laptop, await sign({ exp: now + 900, "</dd><script>alert(1)</script>": "<img src=x onerror=alert(1)>" }));
  await laptop.getByLabel("Other keys").check();
  await says(laptop, "These keys cannot be read");
  const keys = laptop.getByLabel("Keys", { exact: true });
  await keys.fill(JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: "mine", alg: "ES256" }] }));
  await says(laptop, "The signature is good");
  await keys.fill(JSON.stringify(await exportJWK(publicKey)));
  await says(laptop, "None of these keys");
  await expect(laptop.getByText("<img src=x onerror=alert(1)>")).toBeVisible();
  await laptop.setViewportSize({ width: 320, height: 800 });
  await expectUsable(laptop, "a pasted token");
});

test("one's own token is explained, also with JavaScript off, and its text never reaches the page", async ({
  openDevice,
  person,
  server,
}) => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await openDevice({ javaScriptEnabled });
    await page.goto("/token");
    await expect(page.getByRole("link", { name: "Sign in to see your own." })).toBeVisible();
    await signIn(page, person, "/token");
    const own = page.getByRole("region", { name: "Your own access token" });
    await expect(own).toContainText(/client_id.*hufu/s);
    await expect(own).toContainText(/exp.*in [45] min/s);
    const cookies = await page.context().cookies();
    const token = cookies.find(({ name }) => name === "hufu-access")?.value ?? "-";
    const [head = "", body = "", signature = ""] = token.split(".");
    const html = await page.content();
    for (const part of [head, body, signature]) expect(html.includes(part)).toBe(false);
    await readIn(page, server.url, "zh");
    await page.goto("/token");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("令牌里有什么");
  }
});
