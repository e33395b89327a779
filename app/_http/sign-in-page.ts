import type { FormPage } from "./route";

/** The page that a refused sign-in goes on with: an address that is to be proven first is proven at a page of its own. */
export const signInPage: FormPage = (_exchange, _method, { code }) =>
  code === "email_unverified" ? "/verify-email" : "/login";
