import { expect } from "@playwright/test";
import { devices } from "./fixtures/account-page";
import { newEmail, PASSWORD, test } from "./fixtures/test";

test("a double click signs up once, and the new person is inside with one device", async ({ laptop }) => {
  await laptop.goto("/sign-up?next=/account");
  await laptop.getByLabel("E-mail").fill(newEmail());
  await laptop.getByLabel("Password").fill(PASSWORD);
  await laptop.getByRole("button", { name: "Create account" }).dblclick({ delay: 40 });
  await expect(laptop).toHaveURL("/account");
  await expect(devices(laptop)).toHaveCount(1);
});
