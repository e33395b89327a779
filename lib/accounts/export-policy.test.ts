import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EXPORTED, LEFT_OUT } from "./export-policy";

const schema = readFileSync("prisma/models.prisma", "utf8");
const SCALARS = new Set(["String", "Int", "BigInt", "Boolean", "DateTime", "Json", "Bytes", "Float", "Decimal"]);

/** Columns of each model, by the description that both databases are made from. */
const MODELS = [...schema.matchAll(/^model (\w+) \{$(.*?)^\}$/gms)].map(([, model = "", body = ""]) => {
  const fields = [...body.matchAll(/^ {2}(\w+) +(\w+)/gm)];
  return { model, columns: fields.filter(([, , type = ""]) => SCALARS.has(type)).map(([, name = ""]) => name) };
});
const PERSONAL = MODELS.filter(({ model, columns }) => model === "User" || columns.includes("userId"));

/** The columns that a list of the policy names for a model; none where it does not know the model. */
const named = (list: object, model: string): string[] => Object.keys(Reflect.get(list, model) ?? {});

describe("what is exported", () => {
  it("is decided for every column of every model that belongs to a person, once", () => {
    expect(PERSONAL.length).toBeGreaterThan(5);
    for (const { model, columns } of PERSONAL) {
      expect([...named(EXPORTED, model), ...named(LEFT_OUT, model)].sort(), model).toEqual([...columns].sort());
    }
  });

  it("names no model that is not there", () => {
    const personal = PERSONAL.map(({ model }) => model);
    for (const model of [...Object.keys(EXPORTED), ...Object.keys(LEFT_OUT)]) expect(personal).toContain(model);
  });

  it("is no hash, salt, token or sealed text by its name, and what is left out has a reason", () => {
    const columns = Object.values(EXPORTED).flatMap((columns) => Object.keys(columns));
    expect(columns.filter((column) => /hash|salt|token(?!sValidFrom)|sealed|secret/i.test(column))).toEqual([]);
    for (const reasons of Object.values(LEFT_OUT)) {
      for (const reason of Object.values<string>(reasons)) expect(reason).not.toBe("");
    }
  });
});
