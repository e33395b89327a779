import { expect } from "@playwright/test";
import { endedDevices } from "./fixtures/account-page";
import { problem, signIn, test } from "./fixtures/test";

test("copied cookies end the session for thief and owner alike, and both are told", async ({
  laptop,
  openDevice,
  person,
  server,
}) => {
  await signIn(laptop, person);
  const storageState = await laptop.context().storageState();
  await server.advance({ seconds: 400 });
  await laptop.reload(); // spends the token that was copied
  await server.advance({ seconds: 21 }); // past the time of grace

  const thief = await openDevice({ storageState });
  await server.advance({ seconds: 400 }); // nothing but the copied refresh token is left to it
  await thief.goto("/account");
  await expect(thief).toHaveURL("/login?next=%2Faccount&ended=reuse-detected");
  await expect(problem(thief, "A copy of this session was used somewhere else, so it was ended.")).toBeVisible();

  await expect(laptop).toHaveURL("/login?next=%2Faccount&ended=reuse-detected"); // by itself: nobody has touched it
  await expect(problem(laptop, "A copy of this session was used somewhere else, so it was ended.")).toBeVisible();

  await signIn(laptop, person);
  await expect(endedDevices(laptop)).toHaveText(/Chrome on macOS.*A copied token was used/);
});
