import type { z } from "zod";
import { type FieldErrors, Problem } from "@/lib/shared/errors";

const MAX_BODY_BYTES = 16 * 1024;

/** A form that a page's script has sent, and waits for (app/_ui/forms.client.ts). */
export const isScriptedForm = ({ headers }: Request): boolean => headers.get("x-requested-with") === "hufu-form";

export type RequestBody = { kind: "json" | "form" | "empty"; value: unknown };

/** Reads at most 16 kB; what is longer is refused without being read to its end. @throws Problem `too_large` */
async function readBytes(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) throw new Problem("too_large");
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) break;
    length += part.value.byteLength;
    if (length > MAX_BODY_BYTES) throw new Problem("too_large");
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Problem("malformed"); // invalid UTF-8
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem("malformed");
  }
}

/** A form's fields. A percent-encoded byte sequence that is no UTF-8 is refused, as in JSON; so is a field given twice. */
function parseForm(text: string): Record<string, string> {
  const fields: Record<string, string> = Object.create(null);
  for (const pair of text.split("&")) {
    if (!pair) continue;
    const [name, value] = decodePair(pair);
    if (name in fields) throw new Problem("malformed");
    fields[name] = value;
  }
  return fields;
}

function decodePair(pair: string): [string, string] {
  const at = pair.indexOf("=");
  const [name, value] = at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
  try {
    return [decodeURIComponent(name.replaceAll("+", " ")), decodeURIComponent(value.replaceAll("+", " "))];
  } catch {
    throw new Problem("malformed"); // an escape that is no UTF-8
  }
}

/** Whether a request is a form's: it is answered with a redirect then. */
export const isForm = (request: Request): boolean => mediaType(request) === "application/x-www-form-urlencoded";

const mediaType = (request: Request) => request.headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase();

/**
 * The body of a request, whichever way it was sent.
 * @throws Problem `malformed`, `too_large`, `unsupported_media_type`
 */
export async function readBody(request: Request): Promise<RequestBody> {
  const type = mediaType(request);
  if (type === "application/json") {
    const value = parseJson(decode(await readBytes(request)));
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Problem("malformed");
    return { kind: "json", value };
  }
  if (isForm(request)) return { kind: "form", value: parseForm(decode(await readBytes(request))) };
  if (type || (await readBytes(request)).length > 0) throw new Problem("unsupported_media_type");
  return { kind: "empty", value: {} };
}

/** Checks input against a schema. @throws Problem `invalid_input` naming every bad field */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields: FieldErrors = {};
  for (const { path, message } of parsed.error.issues) {
    const field = String(path[0] ?? "");
    fields[field] = [...new Set([...(fields[field] ?? []), message])];
  }
  throw new Problem("invalid_input", { fields });
}
