import { z } from "zod";

const parameter = z.string();
const client = { client_id: parameter.optional(), client_secret: parameter.optional() };

/** Parameters of the token endpoint; which of them a grant needs it says itself. @see RFC 6749 §4.3.2, §6; RFC 8628 §3.4 */
export const tokenParameters = z.object({
  grant_type: parameter,
  ...client,
  username: parameter.optional(),
  password: parameter.optional(),
  refresh_token: parameter.optional(),
  device_code: parameter.optional(),
  code: parameter.optional(),
  scope: parameter.optional(),
  renewable: parameter.optional(),
});

/** @see RFC 8628 §3.1 */
export const deviceParameters = z.object({ ...client, scope: parameter.optional() });

/** Of revocation and of introspection. @see RFC 7009 §2.1, RFC 7662 §2.1 */
export const aboutTokenParameters = z.object({ ...client, token: parameter, token_type_hint: parameter.optional() });
