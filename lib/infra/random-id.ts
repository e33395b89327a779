import "server-only";
import { randomBytes } from "node:crypto";

/** 128 random bits in base64url, 22 characters: an id for a row, not a credential. */
export const randomId = (): string => randomBytes(16).toString("base64url");

/** Whether a row can have such an id. What cannot be one is not asked for: PostgreSQL refuses a NUL in any text. */
export const isRowId = (text: string): boolean => /^[\w-]{22}$/.test(text);

/** 192 random bits in base64url, 32 characters: a bearer value whose hash alone is kept. */
export const randomCredential = (): string => randomBytes(24).toString("base64url");
