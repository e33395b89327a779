import { expect } from "@playwright/test";
import { signIn, test } from "./fixtures/test";

test("signing the phone out from the laptop sends the phone's next click to the door", async ({
  laptop,
  phone,
  person,
}) => {
  await signIn(phone, person);
  await signIn(laptop, person);
  const row = laptop.getByRole("listitem").filter({ hasText: "Safari on iOS" });
  await row.getByText("Sign out").first().click();
  await row.getByRole("button", { name: "Sign out Safari on iOS" }).click();
  await expect(laptop.getByRole("status")).toHaveText("1 device was signed out.");
  await phone.getByRole("link", { name: "Dashboard" }).click();
  await expect(phone).toHaveURL(/\/login\?next=%2Fdashboard/);
});
