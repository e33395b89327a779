import { createRemoteVerifier } from "../lib/edge/remote/remote-verifier";
import {
  expectEverywhere,
  expectForgeriesRefused,
  expectNobodyWithoutHufu,
  expectRevocations,
} from "./fixtures/elsewhere";
import { FEED_TOKEN, feedTest as test } from "./fixtures/feed";
import type { Service } from "./fixtures/service";

test.describe.configure({ timeout: 180_000 });

const STATUSES = { accepted: 200, invalid: 401, revoked: 401, unsure: 503 };

/** A program that lives on between requests, and so follows the event stream. */
async function startProgram({ url }: { url: string }): Promise<Service> {
  const stop = new AbortController();
  const verifier = createRemoteVerifier({ issuer: url, feedToken: FEED_TOKEN });
  const following = verifier.follow(stop.signal);
  const ask = async (token: string) => STATUSES[(await verifier.verify(token)).outcome];
  return {
    url: "",
    ask,
    get: async (token) => new Response(null, { status: await ask(token), headers: { "retry-after": "1" } }),
    output: () => "",
    stop: async () => {
      stop.abort();
      await following;
    },
  };
}

test("a program that follows the stream refuses what is revoked at once", async ({ server }) => {
  const program = await startProgram(server);
  await expectRevocations(server, program);
  await expectEverywhere(server, program);
  await expectForgeriesRefused(server, program);
  await program.stop();
});

test("without Hufu it lets nobody in after five seconds, and does again when Hufu is back", () =>
  expectNobodyWithoutHufu(startProgram));
