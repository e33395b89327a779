import { expect } from "@playwright/test";
import { ApiClient } from "./fixtures/api-client";
import { startServer } from "./fixtures/server";
import { createPerson, PASSWORD, test } from "./fixtures/test";

test("a request with a valid access token asks the database nothing, and one that lists devices does", async ({
  databaseUrl,
}) => {
  // A new server: one that has run for a minute writes down, behind everyone's back, who was last seen when.
  const server = await startServer({ databaseUrl });
  const person = await createPerson(server);
  const device = new ApiClient(server.url);
  await device.call("POST", "/api/auth/sign-in", { email: person.email, password: PASSWORD });
  await device.call("GET", "/api/auth/me"); // warm

  const statementsOf = async (path: string) => {
    const before = Number(await server.ask("statements"));
    expect((await device.call("GET", path)).status).toBe(200);
    return Number(await server.ask("statements")) - before;
  };
  for (let i = 0; i < 20; i++) expect(await statementsOf("/api/auth/me")).toBe(0);
  expect(await statementsOf("/api/auth/sessions")).toBeGreaterThan(0); // the count counts
  await server.stop();
});
