import "server-only";
import { readIssuedToken, type TokenRules } from "../edge/access-token";
import { createVerifier, type Verifier } from "../edge/verify";
import { config } from "../infra/config";
import { keys } from "../infra/keys";
import { processWide } from "../shared/process-wide";
import { isFeedFresh } from "./follow-feed";
import { revocationIndex } from "./process-index";

const rules = (): TokenRules => ({
  issuer: config().appUrl,
  audience: config().audience,
  maxLifetimeSeconds: config().accessTokenTtlSeconds,
});

/** This process's verifier: the proxy, pages and route handlers share its cache. */
export const verifier = (): Verifier =>
  processWide("verifier", () =>
    createVerifier({
      keys: () => keys().verification,
      rules: rules(),
      index: revocationIndex(),
      isFresh: isFeedFresh,
    }),
  );

/** Claims of a token that was good once, expired or not: enough to end its session, never to let anyone in. */
export const readOwnToken = (token: string) => readIssuedToken(token, keys().verification, rules());
