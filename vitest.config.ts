import { defineConfig } from "vitest/config";

const anyFile = (suffix: string) => `{app,lib,bench}/**/*.${suffix}.ts`;

export default defineConfig({
  resolve: { alias: { "@": import.meta.dirname } },
  // Under this condition `server-only` is silent, as it is in the server.
  ssr: { resolve: { conditions: ["react-server", "default"], externalConditions: ["react-server"] } },
  test: {
    testTimeout: 20_000,
    maxWorkers: "100%", // by default one core is left idle, which on two is half of them
    setupFiles: ["lib/testing/setup.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [anyFile("test")],
          exclude: [anyFile("db.test"), anyFile("sqlite.test"), anyFile("postgresql.test")],
        },
      },
      { extends: true, test: { name: "sqlite", include: [anyFile("db.test"), anyFile("sqlite.test")] } },
      {
        extends: true,
        test: {
          name: "postgresql",
          include: [anyFile("db.test"), anyFile("postgresql.test")],
          globalSetup: "lib/testing/one-postgres.ts",
        },
      },
    ],
  },
});
