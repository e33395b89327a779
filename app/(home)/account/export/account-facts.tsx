import { pageReader } from "@/app/_http/preferences";
import type { ExportedAccount } from "@/lib/accounts/export-person";
import { isLanguage, LANGUAGE_NAMES } from "@/lib/shared/words/languages";

/** The account's own row; what is empty is left out. */
export async function AccountFacts({ account }: { account: ExportedAccount }) {
  const { words, format } = await pageReader();
  const { data, profile } = words;
  const { language, sessionLimit, passwordScheme, pepperVersion, credentialVersion } = account;
  const time = (at: Date | null) => at && format.exact(at);
  const facts: [string, string | null][] = [
    [data.id, account.id],
    [profile.email, account.email],
    [data.emailKey, account.emailKey],
    [data.confirmed, time(account.emailVerifiedAt)],
    [data.name, account.name],
    [data.language, isLanguage(language) ? LANGUAGE_NAMES[language] : language],
    [data.permissions, account.permissions || null],
    [data.limit, sessionLimit === null ? null : format.number(sessionLimit)],
    [profile.memberSince, time(account.createdAt)],
    [data.versions, [passwordScheme, pepperVersion, credentialVersion].map(format.number).join(" · ")],
    [data.tokensFrom, time(account.tokensValidFrom)],
    [data.eraseAt, time(account.eraseAt)],
  ];
  return (
    <dl className="grid gap-3 text-sm">
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <div key={name} className="grid gap-x-4 sm:grid-cols-[12rem_1fr]">
              <dt className="text-muted">{name}</dt>
              <dd className="min-w-0 font-medium wrap-anywhere">
                <bdi>{value}</bdi>
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}
