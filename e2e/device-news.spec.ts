import { expect } from "@playwright/test";
import { closeDetails, devices, rename } from "./fixtures/account-page";
import { problem, signIn, test } from "./fixtures/test";

test("news stay until they are read, and are told once", async ({ laptop, person }) => {
  await signIn(laptop, person);
  await laptop.clock.install();
  await rename(devices(laptop), "Desk");
  const news = laptop.getByRole("status");
  await expect(news).toHaveText("The name was saved.");
  await expect(laptop).toHaveURL(/\/account\?device=[\w-]+$/);
  await closeDetails(laptop);
  await laptop.clock.runFor(6_000);
  await expect(news).toHaveText("The name was saved.");
  await news.getByText("The name was saved.").hover();
  await laptop.clock.runFor(60_000);
  await expect(news, "it waits under the pointer").toHaveText("The name was saved.");
  await laptop.mouse.move(10, 10);
  await laptop.clock.runFor(10_000);
  await expect(news).toHaveText("");
  await laptop.reload();
  await expect(devices(laptop)).toHaveCount(1);
  await expect(news).toHaveCount(0);
});

test("news can be closed, and make way for newer ones", async ({ laptop, person }) => {
  await signIn(laptop, person);
  await rename(devices(laptop), "Desk");
  await expect(laptop.getByRole("status")).toHaveText("The name was saved.");
  await closeDetails(laptop);
  await rename(devices(laptop), "");
  await expect(laptop.getByRole("status")).toHaveText("The name was taken away.");
  await closeDetails(laptop);
  await laptop.getByRole("status").getByRole("button", { name: "Close" }).click();
  await expect(laptop.getByRole("status")).toHaveText("");
});

test("a page that is loaded with news shows them in its place, once", async ({ laptop, person }) => {
  await signIn(laptop, person);
  await laptop.goto("/account?done=revoked");
  await expect(laptop.getByRole("main").getByRole("status")).toHaveText("1 device was signed out.");
  await expect(laptop).toHaveURL("/account");
  await laptop.goto("/account?error=not_found");
  await expect(problem(laptop, "There is nothing here")).toBeVisible();
  await expect(laptop).toHaveURL("/account");
  await laptop.reload();
  await expect(devices(laptop)).toHaveCount(1);
  await expect(problem(laptop, "There is nothing here")).toHaveCount(0);
});

test.describe("with JavaScript off", () => {
  test.use({ javaScriptEnabled: false });

  test("news stand in their place", async ({ laptop, person }) => {
    await signIn(laptop, person);
    await rename(devices(laptop), "Desk");
    await expect(laptop.getByRole("main").getByRole("status")).toHaveText("The name was saved.");
  });
});
