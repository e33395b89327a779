import { describe, expect, it } from "vitest";
import { parseConfig } from "./config";

const SECRET = "0123456789abcdef0123456789abcdef";

/** Names of the variables that a configuration is refused for. */
function faults(source: Record<string, string>): string[] {
  try {
    parseConfig(source);
    return [];
  } catch (error) {
    const sentence = (error as Error).message;
    expect(sentence).toMatch(/^Unusable configuration: .*\.$/);
    return [...sentence.matchAll(/[:;] ([A-Z_]+) /g)].map(([, name = ""]) => name);
  }
}

describe("without any variable", () => {
  it("the defaults work on a laptop, and there alone", () => {
    expect(parseConfig({})).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      appUrl: "http://localhost:3000",
      audience: "http://localhost:3000",
      isSecure: false,
      databaseUrl: "file:data/hufu.db",
      trustedProxyHops: 0,
      passwordMinLength: 15,
      bcryptCost: 12,
      tokenAlgorithm: "EdDSA",
      keyMaxAgeSeconds: 90 * 86_400,
      accessTokenTtlSeconds: 300,
      refreshGraceSeconds: 20,
      session: { idleTtlSeconds: 86_400, absoluteTtlSeconds: 7 * 86_400 },
      remembered: { idleTtlSeconds: 14 * 86_400, absoluteTtlSeconds: 90 * 86_400 },
    });
  });

  it("is the same as with empty ones", () => {
    expect(parseConfig({ PORT: "", APP_URL: "", APP_SECRET: "", DATABASE_URL: "" })).toEqual(parseConfig({}));
  });
});

describe("APP_URL", () => {
  it("of https listens to everybody and makes cookies secure", () => {
    const config = parseConfig({ APP_URL: "https://hufu.test", PORT: "8080" });
    expect(config).toMatchObject({ appUrl: "https://hufu.test", host: "0.0.0.0", isSecure: true, port: 8080 });
  });

  it.each(["http://localhost", "http://localhost:3000/", "http://127.0.0.1:3000", "http://[::1]:3000"])(
    "%s may be http: it is on loopback",
    (url) => {
      const { appUrl, host } = parseConfig({ APP_URL: url });
      expect([appUrl, host]).toEqual([url.replace(/\/$/, ""), "127.0.0.1"]);
    },
  );

  it.each([
    "http://hufu.test",
    "http://localhost.evil.test",
    "http://192.168.1.2",
    "http://0.0.0.0:3000",
    "http://localhost@evil.test",
    "ftp://localhost",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "localhost:3000",
    "//hufu.test",
    "hufu.test",
    "nonsense",
    "https://",
    "https://hufu.test/path",
    "https://hufu.test/?query",
    "https://hufu.test/#fragment",
    "https://user:pass@hufu.test",
  ])("%s is refused", (url) => expect(faults({ APP_URL: url })).toContain("APP_URL"));
});

describe("a fault", () => {
  it("comes with all others", () => {
    const bad = { PORT: "x", APP_URL: "nonsense", DATABASE_URL: "mysql://h/d", APP_SECRET: "short", BCRYPT_COST: "99" };
    expect(faults(bad)).toEqual(["PORT", "APP_URL", "DATABASE_URL", "APP_SECRET", "BCRYPT_COST"]);
  });

  it("never shows the value: it may be a secret, set under the wrong name", () => {
    const names = ["PORT", "APP_URL", "DATABASE_URL", "TRUSTED_PROXY_HOPS", "PLACE_HEADER", "BCRYPT_COST"];
    const source = Object.fromEntries(names.map((name) => [name, "hunter2 hunter2"]));
    expect(faults(source)).toEqual(names);
    expect(() => parseConfig(source)).not.toThrow(/hunter2/);
    expect(() => parseConfig({ APP_SECRET: "hunter2" })).not.toThrow(/hunter2/);
    expect(() => parseConfig({ DATABASE_URL: "mysql://u:hunter2@h/d" })).not.toThrow(/hunter2/);
  });

  it.each([
    ["PORT", "0"],
    ["PORT", "65536"],
    ["PORT", "3000.5"],
    ["TRUSTED_PROXY_HOPS", "-1"],
    ["TRUSTED_PROXY_HOPS", "11"],
    ["PLACE_HEADER", "cf country"],
    ["PASSWORD_MIN_LENGTH", "7"],
    ["BCRYPT_COST", "3"],
    ["ACCESS_TOKEN_TTL", "0"],
    ["ACCESS_TOKEN_TTL", "3601"],
    ["REFRESH_GRACE", "61"],
    ["SESSION_IDLE_TTL", "Infinity"],
    ["DATABASE_URL", "file:"],
    ["APP_SECRET", SECRET.slice(1)],
  ])("is named: %s=%s", (name, value) => expect(faults({ [name]: value })).toEqual([name]));
});

describe("variables that belong together", () => {
  it("PostgreSQL needs a secret of its own: there is no folder beside it to keep one in", () => {
    expect(faults({ DATABASE_URL: "postgresql://h/d" })).toEqual(["APP_SECRET"]);
    expect(faults({ DATABASE_URL: "postgres://h/d", APP_SECRET: SECRET })).toEqual([]);
  });

  it("a cheap hash is for localhost", () => {
    expect(faults({ BCRYPT_COST: "4" })).toEqual([]);
    expect(faults({ BCRYPT_COST: "9", APP_URL: "https://hufu.test" })).toEqual(["BCRYPT_COST"]);
    expect(faults({ BCRYPT_COST: "10", APP_URL: "https://hufu.test" })).toEqual([]);
  });

  it("no session may idle for longer than it lives", () => {
    expect(faults({ ACCESS_TOKEN_TTL: "30", SESSION_IDLE_TTL: "61", SESSION_ABSOLUTE_TTL: "60" })).toEqual([
      "SESSION_IDLE_TTL",
    ]);
    expect(faults({ ACCESS_TOKEN_TTL: "30", REMEMBERED_IDLE_TTL: "61", REMEMBERED_ABSOLUTE_TTL: "60" })).toEqual([
      "REMEMBERED_IDLE_TTL",
    ]);
    expect(faults({ ACCESS_TOKEN_TTL: "30", SESSION_IDLE_TTL: "60", SESSION_ABSOLUTE_TTL: "60" })).toEqual([]);
  });

  it("the grace window ends before the token does that it hands out", () => {
    expect(faults({ ACCESS_TOKEN_TTL: "22" })).toEqual(["REFRESH_GRACE"]);
    expect(faults({ ACCESS_TOKEN_TTL: "23" })).toEqual([]);
  });

  it("no session may end by idling while its access token is good: it is not seen to be used before", () => {
    expect(faults({ SESSION_IDLE_TTL: "599" })).toEqual(["SESSION_IDLE_TTL"]);
    expect(faults({ REMEMBERED_IDLE_TTL: "599" })).toEqual(["REMEMBERED_IDLE_TTL"]);
    expect(faults({ SESSION_IDLE_TTL: "600", REMEMBERED_IDLE_TTL: "600" })).toEqual([]);
  });
});

describe("keys", () => {
  it.each(["EdDSA", "ES256", "RS256", "HS256"])("may sign by %s", (alg) => {
    expect(parseConfig({ TOKEN_ALG: alg }).tokenAlgorithm).toBe(alg);
  });

  it.each(["none", "eddsa", "Ed25519", "HS512", "RS256 ", "toString"])("never sign by %s", (alg) => {
    expect(faults({ TOKEN_ALG: alg })).toEqual(["TOKEN_ALG"]);
  });

  it("are used for an hour at least, or for ever", () => {
    expect(parseConfig({ KEY_MAX_AGE: "0" }).keyMaxAgeSeconds).toBe(0);
    expect(parseConfig({ KEY_MAX_AGE: "3600" }).keyMaxAgeSeconds).toBe(3600);
    for (const age of ["1", "3599", "-1", "1d", "1e9"]) expect(faults({ KEY_MAX_AGE: age })).toEqual(["KEY_MAX_AGE"]);
  });

  it("may be wrapped under a secret that is no longer in use, by the same rule", () => {
    const secrets = { APP_SECRET: SECRET, APP_SECRET_PREVIOUS: `${SECRET}, the one before` };
    expect(parseConfig(secrets)).toMatchObject({ appSecret: SECRET, previousAppSecret: secrets.APP_SECRET_PREVIOUS });
    expect(faults({ APP_SECRET_PREVIOUS: "short" })).toEqual(["APP_SECRET_PREVIOUS"]);
  });
});

describe("OAUTH_CLIENTS and GRANTS", () => {
  const client = { id: "app", name: "App" };
  const parse = (clients: unknown, more = {}) => parseConfig({ OAUTH_CLIENTS: JSON.stringify(clients), ...more });

  it("are a public client alone, and three grants, by default", () => {
    const { oauthClients, grants, wxapp } = parseConfig({});
    expect(grants).toEqual(["password", "refresh_token", "device_code"]);
    expect(oauthClients.map(({ id, secret }) => [id, secret])).toEqual([["cli", null]]);
    expect(wxapp).toBeNull();
  });

  it("register clients, with no more than they name", () => {
    const [, app, service] = parse([
      { ...client, scope: "account profile:read", grants: ["password"] },
      { id: "svc", name: "Service", secret: SECRET, introspect: true },
    ]).oauthClients;
    expect(app).toEqual({
      ...client,
      secret: null,
      grants: ["password"],
      scope: ["account", "profile:read"],
      mayIntrospect: false,
    });
    expect(service).toMatchObject({ secret: SECRET, grants: [], scope: [], mayIntrospect: true });
  });

  it.each([
    [{}],
    [[{ id: "app" }]],
    [[client, client]],
    [[{ ...client, id: "hufu" }]],
    [[{ ...client, id: "cli" }]],
    [[{ ...client, id: "a b" }]],
    [[{ ...client, secret: "short and secret" }]],
    [[{ ...client, scope: "everything" }]],
    [[{ ...client, grants: ["implicit"] }]],
    [[{ ...client, introspect: true }]],
    [[{ ...client, redirect: "x" }]],
  ])("are refused with what is wrong and no value: %j", (clients) => {
    expect(faults({ OAUTH_CLIENTS: JSON.stringify(clients) })).toEqual(["OAUTH_CLIENTS"]);
    expect(() => parse(clients)).not.toThrow(/short and secret/);
  });

  it("need no JSON error to be understood", () => {
    expect(() => parseConfig({ OAUTH_CLIENTS: "[{" })).toThrow(/OAUTH_CLIENTS must be JSON/);
  });

  it("name grants that there are, and what wxapp needs with it", () => {
    expect(parseConfig({ GRANTS: "refresh_token, device_code" }).grants).toEqual(["refresh_token", "device_code"]);
    expect(faults({ GRANTS: "password,implicit" })).toEqual(["GRANTS"]);
    expect(faults({ GRANTS: "wxapp" })).toEqual(["GRANTS"]);
    const wxapp = { id: "wx1", secret: "s", url: "https://api.weixin.qq.com" };
    expect(parseConfig({ GRANTS: "wxapp", WXAPP_ID: "wx1", WXAPP_SECRET: "s" }).wxapp).toEqual(wxapp);
  });
});
