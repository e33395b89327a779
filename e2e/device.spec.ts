import { expect } from "@playwright/test";
import { data, HttpClient } from "./fixtures/http";
import { ask, call, DEVICE_CODE, type Tokens } from "./fixtures/programs";
import type { HufuServer } from "./fixtures/server";
import { signIn, signInByForm, test } from "./fixtures/test";
import { expectUsable } from "./fixtures/usable";
import { journeys } from "./fixtures/ways";

type Begun = { user_code: string; device_code: string; verification_uri_complete: string };

/** A program without a browser begins to wait. */
async function begin(server: HufuServer, scope = "profile:read sessions:write"): Promise<Begun> {
  const headers = { "user-agent": "wall-display/2.1", "sec-fetch-site": undefined };
  return data(await new HttpClient(server.url).post("/api/auth/device", { form: { scope }, headers }));
}

const poll = (server: HufuServer, { device_code }: Begun) =>
  ask(server, { grant_type: DEVICE_CODE, device_code }, { "user-agent": "wall-display/2.1" });

for (const { title, hands, javaScriptEnabled, locale, words } of journeys) {
  test.describe(title, () => {
    test.use({ javaScriptEnabled, locale });

    test("a program is let in by its code, is in the list with what it may, and out at once", async ({
      laptop,
      person,
      server,
    }) => {
      const { account, common, programs } = words;
      const begun = await begin(server);
      await signIn(laptop, person, "/device");
      await hands.type(laptop, programs.code, begun.user_code.toLowerCase());
      await hands.press(laptop, programs.goOn);
      await expect(laptop.getByRole("heading", { level: 2 })).toHaveText(programs.isWaiting("Command line"));
      await expect(laptop.getByText(begun.user_code, { exact: true })).toBeVisible();
      await expect(laptop.getByText("wall-display/2.1")).toBeVisible();
      for (const scope of ["profile:read", "sessions:write"] as const) {
        await expect(laptop.getByRole("listitem").filter({ hasText: programs.scopes[scope] })).toBeVisible();
      }
      await laptop.setViewportSize({ width: 320, height: 800 });
      if (javaScriptEnabled) await expectUsable(laptop, "asked");
      await hands.press(laptop, programs.allow);
      await expect(laptop.getByRole("status").filter({ hasText: programs.allowed })).toBeVisible();
      const { access_token: token } = data<Tokens>(await poll(server, begun));
      expect((await call(server, token)).status).toBe(200);

      await hands.press(laptop, programs.seeDevices);
      await expect(laptop.getByRole("heading", { level: 1 })).toHaveText(account.yourDevices);
      // Below the list stand those that are out.
      const row = laptop.getByRole("listitem").filter({ hasText: "wall-display" }).filter({ hasText: common.signOut });
      await expect(row).toContainText("Command line");
      await expect(row).toContainText(programs.scopes["sessions:write"]);
      if (javaScriptEnabled) await expectUsable(laptop, "the list");
      await hands.open(laptop, common.signOut, "wall-display");
      if (javaScriptEnabled)
        await expect(laptop.getByRole("alertdialog").getByRole("button", { name: common.cancel })).toBeFocused();
      await hands.press(laptop, account.signOutDevice("wall-display"));
      // Behind the question the list is hidden: it tells of nothing before that has closed.
      await expect(laptop.getByRole("alertdialog")).toHaveCount(0);
      await expect(row).toHaveCount(0);
      expect((await call(server, token)).status).toBe(401);
    });
  });
}

test("the address with the code in it leads there through the door, and a program can be turned away", async ({
  laptop,
  person,
  server,
}) => {
  const begun = await begin(server);
  const path = begun.verification_uri_complete.slice(server.url.length);
  await laptop.goto(path);
  await expect(laptop).toHaveURL(`/login?${new URLSearchParams({ next: path })}`);
  await signInByForm(laptop, person, path);
  await laptop.getByRole("button", { name: "Turn it away" }).click();
  await expect(laptop.getByRole("status").filter({ hasText: "The program was turned away." })).toBeVisible();
  expect(data(await poll(server, begun))).toMatchObject({ error: "access_denied" });
  await laptop.goto(path);
  await expect(laptop.getByText("Check the code that the program shows.")).toBeVisible();
});

test("a code that nobody waits with is said so beside the field, and what was typed stays", async ({
  laptop,
  person,
}) => {
  await signIn(laptop, person, "/device?user_code=wrong");
  const field = laptop.getByLabel("Code", { exact: true });
  await expect(field).toHaveValue("wrong");
  await expect(field).toHaveAccessibleDescription(/Check the code that the program shows/);
  await laptop.setViewportSize({ width: 320, height: 800 });
  await expectUsable(laptop, "refused");
});
