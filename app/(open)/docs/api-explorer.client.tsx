"use client";

import { useEffect, useRef } from "react";
import type { TriedRequest } from "swagger-ui-dist/swagger-ui-es-bundle.js";

/** A request with a token goes without cookies: with both of them it would be refused. */
function withoutCookies(request: TriedRequest): TriedRequest {
  return "Authorization" in request.headers ? { ...request, credentials: "omit" } : request;
}

const DARK = "(prefers-color-scheme: dark)";

/** Swagger UI has a look for the dark by a class of its own; here the page decides. */
function followTheme(): () => void {
  const root = document.documentElement;
  const system = matchMedia(DARK);
  const follow = () =>
    root.classList.toggle("dark-mode", (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark");
  follow();
  system.addEventListener("change", follow);
  return () => {
    system.removeEventListener("change", follow);
    root.classList.remove("dark-mode");
  };
}

/** Swagger UI over a document of this server. It loads nothing from elsewhere, and asks nobody else. */
export function ApiExplorer({ url }: { url: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(followTheme, []);
  useEffect(() => {
    let isGone = false;
    void import("swagger-ui-dist/swagger-ui-es-bundle.js").then(({ default: SwaggerUI }) => {
      if (isGone || !place.current) return;
      SwaggerUI({
        url,
        domNode: place.current,
        deepLinking: false,
        docExpansion: "list",
        defaultModelsExpandDepth: -1,
        tryItOutEnabled: true,
        validatorUrl: null,
        requestInterceptor: withoutCookies,
      });
    });
    return () => {
      isGone = true;
    };
  }, [url]);
  return <div ref={place} className="api-explorer" />;
}
