import { type RequestBody, readBody } from "./input";

/** A dynamic segment's text, a catch-all's segments. */
export type PathParameters = Record<string, string | string[]>;

/** One request and what its answer will carry besides the body, whichever way it ends. */
export type Exchange = {
  readonly request: Request;
  /** Path parameters of a dynamic route. */
  readonly params: Readonly<PathParameters>;
  /** The body, read and parsed once. */
  readonly body: () => Promise<RequestBody>;
  /** Set-Cookie values; sent with refusals too. */
  readonly setCookies: string[];
};

export function createExchange(request: Request, params: PathParameters): Exchange {
  let body: Promise<RequestBody> | undefined;
  return {
    request,
    params,
    setCookies: [],
    body: () => {
      body ??= readBody(request);
      return body;
    },
  };
}
