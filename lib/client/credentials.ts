import { isPassing, postForm, TIMEOUT_MS } from "./post-form";

/** How a client shows who it is. One that was refused asks once for something newer, however many requests were. */
export type Credentials = {
  /** Puts them on a request. @returns which they are, to be told apart from newer ones */
  readonly apply: (headers: Headers) => number;
  /** Gets newer ones than those, unless there are some already. @returns false where there are none to be had */
  readonly renew: (than: number) => Promise<boolean>;
};

/** Tokens as the token endpoint gave them. @see RFC 6749 §5.1 */
export type TokenSet = { access_token: string; refresh_token?: string };

/** One renewal at a time: who comes meanwhile waits for the same. */
function singleFlight(renew: () => Promise<boolean>) {
  let version = 0;
  let flight: Promise<boolean> | null = null;
  return {
    version: () => version,
    renew: async (than: number): Promise<boolean> => {
      if (than !== version) return true;
      flight ??= renew()
        .then((isRenewed) => {
          if (isRenewed) version++;
          return isRenewed;
        })
        .finally(() => {
          flight = null;
        });
      return flight;
    },
  };
}

/** Of a page of ours: cookies that no script can read. */
export function cookieCredentials(url = ""): Credentials {
  const flight = singleFlight(async () => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    return (await fetch(`${url}/api/auth/refresh`, { method: "POST", signal })).ok;
  });
  return { apply: flight.version, renew: flight.renew };
}

type BearerOptions = {
  clientId?: string;
  /** Told of newer tokens, to keep them, and of null when the session is over. */
  onChange?: (tokens: TokenSet | null) => void | Promise<void>;
};

/** Of a program: tokens that it keeps. With a refresh token they are renewed, each of which is good for one renewal. */
export function bearerCredentials(url: string, tokens: TokenSet, options: BearerOptions = {}): Credentials {
  const { clientId = "cli", onChange } = options;
  let current = tokens;
  const flight = singleFlight(async () => {
    if (!current.refresh_token) return false;
    const response = await postForm(`${url}/api/auth/token`, {
      grant_type: "refresh_token",
      refresh_token: current.refresh_token,
      client_id: clientId,
    });
    if (response.ok) {
      current = await response.json();
      await onChange?.(current);
    } else if (!isPassing(response)) {
      current = { access_token: "" };
      await onChange?.(null); // over
    }
    return response.ok;
  });
  return {
    apply: (headers) => {
      headers.set("Authorization", `Bearer ${current.access_token}`);
      return flight.version();
    },
    renew: flight.renew,
  };
}
