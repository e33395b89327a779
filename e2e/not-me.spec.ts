import { expect, type Page } from "@playwright/test";
import { HttpClient } from "./fixtures/http";
import { listening } from "./fixtures/live";
import { codeIn, linkIn, test, tokenIn } from "./fixtures/mail";
import { PASSWORD, problem, signIn } from "./fixtures/test";
import { expectUsable } from "./fixtures/usable";
import { journeys } from "./fixtures/ways";

const NEW_PASSWORD = "eleven purple tigers in a row";
const heading = (page: Page, text: string) => expect(page.getByRole("heading", { level: 1 })).toHaveText(text);

for (const { title, hands, javaScriptEnabled, locale, words } of journeys) {
  test(`"this was not me" puts a thief out at once, ${title}`, async ({ openDevice, person, server, mailbox }) => {
    const { common, door, mailed, report, sessions } = words;
    const reader = { locale, javaScriptEnabled };
    const laptop = await openDevice(reader);
    await signIn(laptop, person);
    const own = await mailbox.take(person.email, "A new device is signed in");
    expect(own.text).toContain("Chrome on macOS");
    const thief = await openDevice({ is: "Safari on iPhone", locale });
    await signIn(thief, person, "/account/profile");
    await listening(server, javaScriptEnabled ? 2 : 1);
    const alert = await mailbox.take(person.email, "A new device is signed in");
    expect(alert.text).toContain("iPhone");

    const token = tokenIn(alert);
    const client = new HttpClient(server.url);
    await client.get("/report-session"); // what opens links before their reader does uses nothing up
    const reading = await openDevice(reader);
    await reading.goto(linkIn(alert));
    await heading(reading, report.title);
    if (javaScriptEnabled) {
      await expect(reading).toHaveURL("/report-session"); // the token is taken off the address
      await reading.setViewportSize({ width: 320, height: 640 });
      await expectUsable(reading);
    } else {
      await hands.type(reading, door.email, person.email);
      await hands.type(reading, mailed.code, codeIn(alert));
    }
    await hands.press(reading, report.confirm);
    await expect(reading.getByRole("status")).toHaveText(report.done);
    await heading(thief, common.signIn);
    await expect(problem(thief, sessions.endedAtDoor.reported ?? "")).toBeVisible();

    const credentials = { json: { email: person.email, password: PASSWORD } };
    expect((await client.post("/api/auth/sign-in", credentials)).status).toBe(401);
    expect((await client.post("/api/auth/report-session", { json: token })).status).toBe(422);
    const reset = await mailbox.take(person.email, "Choose a new password");
    const chosen = { json: { ...tokenIn(reset), password: NEW_PASSWORD } };
    expect((await client.post("/api/auth/reset-password", chosen)).status).toBe(200);
    expect((await client.post("/api/auth/sign-in", credentials)).status).toBe(401);
    const renewed = { json: { email: person.email, password: NEW_PASSWORD } };
    expect((await client.post("/api/auth/sign-in", renewed)).status).toBe(200);
  });
}

const DAY = 86_400;

test("fifty new devices make five mails a day and one an hour, and the next day begins anew", async ({
  person,
  server,
  mailbox,
}) => {
  const { received } = mailbox.server;
  const credentials = { json: { email: person.email, password: PASSWORD } };
  const signInAnew = async (times: number) => {
    for (let i = 0; i < times; i++) await new HttpClient(server.url).post("/api/auth/sign-in", credentials);
  };
  const told = () => received.filter(({ to }) => to === person.email).map(({ subject }) => subject);
  await signInAnew(50);
  await expect.poll(told).toHaveLength(5);
  await server.advance({ seconds: 3_600 });
  expect((await mailbox.take(person.email, /more new devices/)).subject).toBe("45 more new devices");
  expect(told()).toEqual(Array(5).fill("A new device is signed in"));
  await server.advance({ seconds: DAY });
  await signInAnew(1);
  await expect.poll(told).toHaveLength(6);
});
