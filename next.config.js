/** @type {import("next").NextConfig} */
const config = {
  // *.dev.tsx is a page in development only: in production there is none, and nothing of it is built.
  pageExtensions: [...(process.env.NODE_ENV === "development" ? ["dev.tsx"] : []), "tsx", "ts"],
  poweredByHeader: false,
  reactStrictMode: true,
  // No title comes later, by a script: who reads without JavaScript, or with a screen reader, is told it first.
  htmlLimitedBots: /./,
  // The image optimiser has had remote code execution; Hufu shows no image that needs it.
  images: { unoptimized: true },
  // Loaded from node_modules as they are: native parts, workers and WebAssembly do not survive bundling.
  serverExternalPackages: [
    "@prisma/adapter-libsql",
    "@prisma/adapter-pg",
    "@prisma/schema-engine-wasm",
    "bcryptjs",
    "libsql",
    "pg",
    "pino",
    "piscina",
    "prom-client",
    "rate-limiter-flexible",
  ],
  // `import text from "./x.ts?source"`: a file as it is written, to show it beside what it does.
  turbopack: { rules: { "*": { condition: { query: "?source" }, type: "text" } } },
  async headers() {
    return [
      {
        source: "/:path*",
        headers: [
          { key: "X-Content-Type-Options", value: "nosniff" },
          // Not no-referrer: that makes the Origin of our own form posts null, which is foreign.
          { key: "Referrer-Policy", value: "same-origin" },
          { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
          { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
          { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
        ],
      },
    ];
  },
};

export default config;
