import { KeySquare } from "lucide-react";
import { pageReader } from "@/app/_http/preferences";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Confirm } from "@/app/_ui/confirm";
import { Field } from "@/app/_ui/field";
import { ListRow } from "@/app/_ui/list-row";
import { Moment } from "@/app/_ui/moment";
import type { ListedToken } from "@/lib/programs/personal-tokens";
import { NAME_MAX_LENGTH, TOKEN_DAYS } from "@/lib/shared/forms";
import { DEFAULT_SCOPES, delegable, PERMISSIONS, PROGRAM_SCOPES } from "@/lib/shared/scopes";
import { ScopeList } from "../scope-list";

/** Names the heading; the page of the API leads here. */
export const TOKENS_ID = "tokens";
const DEFAULT_DAYS = 30;

type TokensCardProps = {
  tokens: readonly ListedToken[];
  /** What this session was granted: a token may be good for no more. */
  held: string;
  /** Made a moment ago: shown this once. */
  made: string | null;
  errors: Readonly<Record<string, readonly string[]>>;
  /** What was typed into a form that was refused. */
  typed: Readonly<Record<string, string>>;
  now: Date;
};

/** A person's tokens for programs of their own: those there are, and a new one. */
export async function TokensCard({ tokens, held, made, errors, typed, now }: TokensCardProps) {
  const { programs } = (await pageReader()).words;
  return (
    <Card id={TOKENS_ID} title={programs.tokens}>
      <p className="text-sm text-muted">{programs.tokensText}</p>
      <p className="flex flex-wrap gap-x-6 gap-y-1 text-sm font-semibold">
        <a href="/docs" className="py-1 underline">
          {programs.tryApi}
        </a>
        <a href="/device" className="py-1 underline">
          {programs.letIn}
        </a>
      </p>
      {made && (
        <div className="grid gap-2 rounded-field bg-accent-soft p-3 text-sm">
          <p className="font-semibold">{programs.newToken}</p>
          {/* One click selects all of it. */}
          <p className="rounded-field border border-line bg-card p-3 font-mono text-xs break-all select-all">{made}</p>
          <p>{programs.copyIt}</p>
        </div>
      )}
      {tokens.length === 0 ? (
        <p className="text-sm">{programs.noTokens}</p>
      ) : (
        <ul aria-labelledby={TOKENS_ID} className="divide-y divide-line">
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} now={now} />
          ))}
        </ul>
      )}
      {/* What was typed goes when a token was made of it, and stays when it was refused. */}
      <TokenForm key={tokens[0]?.id ?? ""} held={held} errors={errors} typed={typed} />
    </Card>
  );
}

async function TokenRow({ token, now }: { token: ListedToken; now: Date }) {
  const { programs } = (await pageReader()).words;
  const { id, name, scope, createdAt, expiresAt, lastUsedAt, lastIp } = token;
  return (
    <ListRow
      Icon={KeySquare}
      title={<bdi>{name}</bdi>}
      acts={
        <Confirm
          label={programs.takeBack}
          of={name}
          question={programs.takeBackQuestion(name)}
          confirm={programs.takeBack}
          action={`/api/auth/tokens/${id}`}
          method="delete"
          group="take-back"
        >
          {programs.takeBackText}
        </Confirm>
      }
    >
      <ScopeList scope={scope} />
      <p>
        {lastUsedAt ? (
          <>
            {programs.lastUsed} <Moment at={lastUsedAt} now={now} />
            {lastIp && (
              <>
                {"\u00a0· "}
                <bdi>{lastIp}</bdi>
              </>
            )}
          </>
        ) : (
          programs.neverUsed
        )}
      </p>
      <p>
        {programs.made} <Moment at={createdAt} now={now} />
        {"\u00a0· "}
        {programs.expires} {expiresAt ? <Moment at={expiresAt} now={now} /> : programs.neverExpires}
      </p>
    </ListRow>
  );
}

type TokenFormProps = Pick<TokensCardProps, "held" | "errors" | "typed">;

async function TokenForm({ held, errors, typed }: TokenFormProps) {
  const { programs } = (await pageReader()).words;
  const offered = delegable([...PROGRAM_SCOPES, ...PERMISSIONS], held);
  const isRefused = Object.keys(errors).length > 0;
  const isTicked = (scope: (typeof offered)[number]) =>
    isRefused ? typed[`scope:${scope}`] === "on" : DEFAULT_SCOPES.includes(scope);
  return (
    <form method="post" action="/api/auth/tokens" className="grid gap-4 border-t border-line pt-4">
      <Field
        label={programs.tokenName}
        name="name"
        type="text"
        dir="auto"
        autoComplete="off"
        maxLength={NAME_MAX_LENGTH}
        defaultValue={isRefused ? typed.name : undefined}
        hint={programs.tokenNameHint}
        errors={errors.name}
        data-refused={errors.name ? "" : undefined}
        required
      />
      <fieldset aria-describedby={errors.scopes ? "scopes-error" : undefined} className="grid gap-1">
        <legend className="text-sm font-semibold">{programs.tokenMay}</legend>
        {offered.map((scope) => (
          <label key={scope} className="flex min-h-11 items-center gap-3 text-sm">
            <input
              type="checkbox"
              name={`scope:${scope}`}
              defaultChecked={isTicked(scope)}
              data-refused={errors.scopes && !errors.name ? "" : undefined}
              className="size-5 shrink-0 accent-accent"
            />
            {programs.scopes[scope]}
          </label>
        ))}
        {errors.scopes && (
          <p id="scopes-error" className="text-sm font-medium text-danger">
            {errors.scopes.join(" ")}
          </p>
        )}
      </fieldset>
      <div className="grid gap-1.5">
        <label htmlFor="days" className="text-sm font-semibold">
          {programs.tokenDays}
        </label>
        <select
          id="days"
          name="days"
          defaultValue={(isRefused && typed.days) || DEFAULT_DAYS}
          className="min-h-11 rounded-field border border-muted bg-card px-3"
        >
          {TOKEN_DAYS.map((days) => (
            <option key={days} value={days}>
              {programs.days(days)}
            </option>
          ))}
        </select>
      </div>
      <Button className="justify-self-start">{programs.makeToken}</Button>
    </form>
  );
}
