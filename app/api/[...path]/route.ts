import { route } from "@/app/_http/route";
import { Problem } from "@/lib/shared/errors";

function unknownRoute(): never {
  throw new Problem("not_found");
}

/** Whatever is no route of the API answers as the API does, and not with a page. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: unknownRoute,
  POST: unknownRoute,
  PUT: unknownRoute,
  PATCH: unknownRoute,
  DELETE: unknownRoute,
  OPTIONS: unknownRoute,
});
