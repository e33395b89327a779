import "server-only";
import { database } from "../infra/db";
import type { Language } from "../shared/words/languages";

/** Keeps the language that a person has chosen for their pages: mails come in it too. One UPDATE. */
export async function changeLanguage(userId: string, language: Language): Promise<void> {
  await (await database()).user.updateMany({ where: { id: userId }, data: { language } });
}
