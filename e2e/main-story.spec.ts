import { expect, type Page } from "@playwright/test";
import { devices, endedDevices } from "./fixtures/account-page";
import { type Hands, keyboard, mouse } from "./fixtures/hands";
import { newEmail, PASSWORD, problem, test } from "./fixtures/test";

const WAYS: { name: string; hands: Hands; javaScriptEnabled: boolean }[] = [
  { name: "with the mouse", hands: mouse, javaScriptEnabled: true },
  { name: "with the keyboard alone", hands: keyboard, javaScriptEnabled: true },
  { name: "with JavaScript off", hands: mouse, javaScriptEnabled: false },
];

const heading = (page: Page, text: string) => expect(page.getByRole("heading", { level: 1 })).toHaveText(text);

for (const { name, hands, javaScriptEnabled } of WAYS) {
  test.describe(name, () => {
    test.use({ javaScriptEnabled });

    /** With JavaScript a dialog asks. */
    const asked = async (page: Page, question: string) => {
      if (javaScriptEnabled) await expect(page.getByRole("alertdialog", { name: question })).toBeVisible();
    };

    test("sign up, sign in elsewhere, take one device back, then all of them", async ({ laptop, phone }) => {
      const email = newEmail();
      await laptop.goto("/");
      await hands.press(laptop, "Create an account");
      await heading(laptop, "Create an account");
      await hands.type(laptop, "E-mail", email);
      await hands.type(laptop, "Name (optional)", "Mei");
      await hands.type(laptop, "Password", PASSWORD);
      await hands.press(laptop, "Create account");
      await heading(laptop, "Hello, Mei");

      await phone.goto("/");
      await hands.press(phone, "Sign in");
      await heading(phone, "Sign in");
      const signInOnPhone = async (lands: string) => {
        await hands.type(phone, "E-mail", email);
        await hands.type(phone, "Password", PASSWORD);
        await hands.tick(phone, "Keep me signed in on this device");
        await hands.press(phone, "Sign in");
        await heading(phone, lands);
      };
      await signInOnPhone("Hello, Mei");
      await hands.press(phone, "See your devices");
      await heading(phone, "Your devices");
      await expect(devices(phone)).toHaveCount(2);
      await expect(devices(phone).nth(0)).toContainText(/Safari on iPhone.*This device/);
      await expect(devices(phone).nth(1)).toContainText("Chrome on macOS");
      await expect(devices(phone).nth(1)).not.toContainText("This device");

      await hands.press(laptop, "Account");
      await heading(laptop, "Your devices");
      await expect(devices(laptop).nth(0)).toContainText(/Chrome on macOS.*This device/);
      await hands.open(laptop, "Sign out", "Safari on iPhone");
      await asked(laptop, "Sign out Safari on iPhone?");
      await hands.press(laptop, "Sign out Safari on iPhone");
      await expect(laptop.getByRole("status")).toHaveText("1 device was signed out.");
      await expect(devices(laptop)).toHaveCount(1);
      await expect(endedDevices(laptop)).toHaveText(/Safari on iPhone.*Signed out from another device/);

      // With JavaScript the phone's open page leaves by itself; without, its next click leads to the door.
      if (!javaScriptEnabled) await hands.press(phone, "Dashboard");
      await heading(phone, "Sign in");
      await expect(problem(phone, "Another of your devices signed this one out.")).toBeVisible();
      await signInOnPhone(javaScriptEnabled ? "Your devices" : "Hello, Mei"); // back where it was

      await hands.open(laptop, "Sign out everywhere");
      await asked(laptop, "Sign out everywhere?");
      await hands.press(laptop, "Sign out everywhere, here too");
      await heading(laptop, "Sign in");
      await expect(laptop.getByRole("status")).toHaveText("2 devices were signed out, this one too.");
      if (!javaScriptEnabled) await hands.press(phone, "Account");
      await heading(phone, "Sign in");
      await expect(problem(phone, "You were signed out everywhere.")).toBeVisible();
    });
  });
}
