import { clock } from "@/lib/infra/clock";
import { type FoundToken, findPersonalToken } from "@/lib/programs/personal-tokens";
import { Problem } from "@/lib/shared/errors";
import { clientOf } from "./client";

/** The personal access token that a request carries: one query. @throws Problem `invalid_token` */
export async function personalBearer({ headers }: Request, bearer: string): Promise<FoundToken> {
  const found = await findPersonalToken(bearer, clientOf(headers).ip, clock.now());
  if (!found) throw new Problem("invalid_token");
  return found;
}
