import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": import.meta.dirname } },
  // Under this condition `server-only` is silent, as it is in the server.
  ssr: { resolve: { conditions: ["react-server", "node", "default"], externalConditions: ["react-server"] } },
  test: {
    include: ["{app,lib,bench}/**/*.test.ts"],
    testTimeout: 20_000,
    setupFiles: ["lib/testing/setup.ts"],
  },
});
