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
  eraseAt: true,
  emailVerifiedAt: true,
} as const;

/** What a password is checked against. Served by the unique index on `emailKey`. */
export const findCredentials = async (emailKey: string) =>
  (await database()).user.findUnique({ where: { emailKey }, select: CREDENTIALS });

/** Whose account it is, as the answer to a sign-in says; null when it is gone. */
export const findUser = async (userId: string) =>
  (await database()).user.findUnique({ where: { id: userId }, select: { id: true, email: true, name: true } });

const PROFILE = {
  id: true,
  email: true,
  name: true,
  emailVerifiedAt: true,
  sessionLimit: true,
  createdAt: true,
} as const;

/** What a person sees of their own account, or null when it is gone. */
export const findProfile = async (userId: string) =>
  (await database()).user.findUnique({ where: { id: userId }, select: PROFILE });

/** Whether an account can be signed in to with a password, and which state of its credentials that is. */
export async function findPasswordState(userId: string): Promise<{ isSet: boolean; version: number }> {
  const select = { passwordHash: true, credentialVersion: true } as const;
  const user = await (await database()).user.findUnique({ where: { id: userId }, select });
  return { isSet: Boolean(user?.passwordHash), version: user?.credentialVersion ?? 0 };
}
