import type { BenchDatabase } from "./bench-database";

/** Sessions a person has had, live and ended. */
const SESSIONS_A_USER = 10;

/** 22 characters that are not in the order in which rows are made, as real ids are; one for each `i` below 2^32. */
const idOf = (i: string, suffix: string) =>
  `(CAST(10000000000 + ((${i}) * 2654435761) % 4294967296 AS TEXT) || '${suffix.padEnd(11, "x")}')`;

const numbers = {
  SQLite: (count: number) => `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`,
  PostgreSQL: (count: number) => `WITH n(i) AS (SELECT generate_series(1::bigint, ${count}))`,
};

/**
 * Multiplies the account, device, session and event that a sign-up has left: `rows` sessions and devices of
 * `rows / 10` users, one session in three ended.
 */
export async function fill(database: BenchDatabase, rows: number): Promise<void> {
  const users = Math.ceil(rows / SESSIONS_A_USER);
  const userId = idOf(`i % ${users} + 1`, "user");
  const insert = (table: string, count: number, columns: Record<string, string>, kept: string[]) => {
    const names = [...Object.keys(columns), ...kept].map((name) => `"${name}"`);
    const values = [...Object.values(columns), ...kept.map((name) => `t."${name}"`)];
    // PostgreSQL takes a WITH before INSERT or inside it, SQLite too.
    return `INSERT INTO "${table}" (${names.join(", ")}) ${numbers[database.name](count)}
      SELECT ${values.join(", ")} FROM n, (SELECT * FROM "${table}" LIMIT 1) t;`;
  };
  const email = "'user-' || CAST(i AS TEXT) || '@example.com'";
  const [deviceId, isEnded] = [idOf("i", "device"), "i % 3 = 0"];
  const scripts = [
    insert("User", users, { id: idOf("i", "user"), email, emailKey: email }, ["passwordHash", "createdAt"]),
    insert("Device", rows, { id: deviceId, userId, cookieHash: idOf("i", "cookie") }, [
      "cookieRenewedAt",
      "kind",
      "browser",
      "os",
      "userAgent",
      "createdAt",
    ]),
    insert(
      "Session",
      rows,
      {
        id: idOf("i", "session"),
        userId,
        deviceId,
        liveDeviceId: `CASE WHEN ${isEnded} THEN NULL ELSE ${deviceId} END`,
        endedAt: `CASE WHEN ${isEnded} THEN t."createdAt" END`,
        endReason: `CASE WHEN ${isEnded} THEN 'signed-out' END`,
      },
      [
        ...["clientId", "scope", "method", "remembered", "rotatedAt", "refreshSalt", "refreshKeyVersion", "authTime"],
        ...["createdAt", "lastSeenAt", "ip", "expiresAt", "absoluteExpiresAt"],
      ],
    ),
    insert("SecurityEvent", rows, { id: idOf("i", "event"), userId, sessionId: idOf("i", "session") }, ["type", "at"]),
  ];
  for (const script of scripts) await database.run(script);
  await database.run("ANALYZE");
}
