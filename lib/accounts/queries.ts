import "server-only";
import { database } from "../infra/db";

const CREDENTIALS = {
  id: true,
  email: true,
  name: true,
  passwordHash: true,
  passwordScheme: true,
  pepperVersion: true,
  credentialVersion: true,
} as const;

/** What a password is checked against. Served by the unique index on `emailKey`. */
export const findCredentials = async (emailKey: string) =>
  (await database()).user.findUnique({ where: { emailKey }, select: CREDENTIALS });

const PROFILE = { id: true, email: true, name: true, emailVerifiedAt: true, createdAt: true } as const;

/** What a person sees of their own account, or null when it is gone. */
export const findProfile = async (userId: string) =>
  (await database()).user.findUnique({ where: { id: userId }, select: PROFILE });

/** Whether an account can be signed in to with a password. */
export const hasPassword = async (userId: string): Promise<boolean> =>
  (await (await database()).user.count({ where: { id: userId, passwordHash: { not: null } } })) === 1;
