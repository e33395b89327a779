import { expect } from "@playwright/test";
import { problem, signIn, test } from "./fixtures/test";

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled });

    test("a name is kept as it is shown, greets, and goes when it is emptied", async ({ laptop, person }) => {
      await signIn(laptop, person, "/account/profile");
      const name = laptop.getByLabel("Name", { exact: true });
      const save = laptop.getByRole("button", { name: "Save name" });
      await expect(laptop.getByText(person.email)).toBeVisible();
      await expect(laptop.getByRole("term").filter({ hasText: "Member since" })).toBeVisible();
      await name.fill("  Mei  ");
      await save.click();
      await expect(laptop.getByRole("status")).toHaveText("Your name was saved.");
      await expect(name).toHaveValue("Mei");
      await laptop.goto("/dashboard");
      await expect(laptop.getByRole("heading", { level: 1 })).toHaveText("Hello, Mei");
      await laptop.goto("/account/profile");
      await name.fill(" ");
      await save.click();
      await expect(laptop.getByRole("status")).toHaveText("Your name was removed.");
      await expect(name).toHaveValue("");
    });

    test("a name that is too long is refused beside the field, and is still there", async ({ laptop, person }) => {
      await signIn(laptop, person, "/account/profile");
      const name = laptop.getByLabel("Name", { exact: true });
      await name.evaluate((field) => field.removeAttribute("maxlength"));
      await name.fill("n".repeat(101));
      await laptop.getByRole("button", { name: "Save name" }).click();
      await expect(problem(laptop, "Some fields need another value.").first()).toBeVisible();
      await expect(name).toHaveAccessibleDescription(/Use at most 100 characters/);
      await expect(name).toHaveValue("n".repeat(101));
    });

    test("theme and language are chosen in words, and hold on every page", async ({ laptop, person }) => {
      await signIn(laptop, person, "/account/profile");
      const choices = laptop.getByRole("region", { name: "Appearance" });
      await choices.getByRole("button", { name: "Dark" }).click();
      await expect(choices.getByRole("button", { name: "Dark" })).toHaveAttribute("aria-pressed", "true");
      await expect(laptop.locator("html")).toHaveAttribute("data-theme", "dark");
      await choices.getByRole("button", { name: "简体中文" }).click();
      await expect(laptop.getByRole("heading", { level: 1 })).toHaveText("个人资料");
      await expect(laptop).toHaveURL("/account/profile");
      await laptop.goto("/dashboard");
      await expect(laptop.getByRole("heading", { level: 1 })).toHaveText("您好");
      await expect(laptop.locator("html")).toHaveAttribute("data-theme", "dark");
    });
  });
}

test("a name that is saved again is said to be saved again, and a reload says nothing", async ({ laptop, person }) => {
  await signIn(laptop, person, "/account/profile");
  const news = laptop.getByRole("status");
  for (const name of ["Mei", "Mei Lin"]) {
    await laptop.getByLabel("Name", { exact: true }).fill(name);
    await laptop.getByRole("button", { name: "Save name" }).click();
    await expect(news).toHaveText("Your name was saved.");
    await expect(laptop).toHaveURL("/account/profile");
    await laptop.getByRole("button", { name: "Close" }).click();
    await expect(news).not.toContainText("saved");
  }
  await laptop.reload();
  await expect(laptop.getByLabel("Name", { exact: true })).toHaveValue("Mei Lin");
  await expect(news).toHaveCount(0);
});
