import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** Reads a file of test vectors. @param path below `vectors/`; its README says where each comes from */
export function readVectors<T>(path: string, form: z.ZodType<T>): T {
  return form.parse(JSON.parse(readFileSync(join(import.meta.dirname, "vectors", path), "utf8")));
}

/** A JWK as it stands in a file: nothing of it is believed. */
export const anyJwk = z.looseObject({ kty: z.string(), kid: z.string().optional(), alg: z.string().optional() });

/** Wycheproof's files: groups of tests, each group with what its tests share. */
export const wycheproof = <G extends z.ZodRawShape, T extends z.ZodRawShape>(group: G, test: T) =>
  z.object({
    numberOfTests: z.number(),
    testGroups: z.array(
      z.object({
        ...group,
        tests: z.array(
          z.object({
            tcId: z.number(),
            comment: z.string(),
            result: z.enum(["valid", "invalid", "acceptable"]),
            ...test,
          }),
        ),
      }),
    ),
  });
