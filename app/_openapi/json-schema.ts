import { z } from "zod";

export type JsonSchema = Record<string, unknown>;

/**
 * What a schema of ours accepts (`input`) or what an answer looks like (`output`), as JSON Schema 2020-12. Rules that are
 * code have no JSON Schema: the server checks more than the document says.
 */
export function jsonSchema(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...described } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema: target }) => {
      // Of what is first brought into form, JSON is described by the form that it is brought into.
      const { def } = zodSchema._zod;
      if (io === "input" && def.type === "pipe" && "in" in def && isTransform(def.in)) {
        Object.assign(target, jsonSchema(def.out as z.ZodType, io)); // zod types `out` no closer
      }
    },
  });
  return described;
}

const isTransform = (schema: unknown): boolean =>
  typeof schema === "object" && schema !== null && "_zod" in schema
    ? (schema as z.ZodType)._zod.def.type === "transform"
    : false;
