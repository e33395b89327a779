import type { NextRequest, NextResponse } from "next/server";
import { guardPage } from "@/app/_http/guard-page";

/** The door: pages only. Route handlers check for themselves, and so does every page: this is a courtesy. */
export const proxy = (request: NextRequest): Promise<NextResponse> => guardPage(request);

export const config = {
  // Not the API, not what the build made, not what programs find us by; everything else gets the policy, 404 included.
  matcher: [
    "/((?!api/|_next/static/|icon\\.svg$|favicon\\.ico$|apple-icon\\.png$|\\.well-known/(?:jwks\\.json|oauth-authorization-server)$).*)",
  ],
};
