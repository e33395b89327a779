// A program without a browser signs in by a code, and lists where its person is signed in.
// node --import tsx examples/programs/device.ts [http://localhost:3000]
import { renderUnicodeCompact } from "uqr";
import { bearerCredentials } from "../../lib/client/credentials";
import { deviceLogin } from "../../lib/client/device-login";
import { createHufuClient } from "../../lib/client/hufu-client";

const url = process.argv[2] ?? "http://localhost:3000";

const tokens = await deviceLogin(url, {
  scope: "profile:read sessions:read",
  show: ({ user_code, verification_uri, verification_uri_complete }) => {
    console.log(renderUnicodeCompact(verification_uri_complete));
    console.log(`Type ${user_code} at ${verification_uri}, or scan this.`);
  },
});

const hufu = createHufuClient({ url, credentials: bearerCredentials(url, tokens) });
const { email } = await hufu.profile();
console.log(`Signed in as ${email}.`);
for (const { current, name, browser, kind } of await hufu.sessions()) {
  console.log(`${current ? "*" : " "} ${name ?? browser ?? kind}`);
}
await hufu.signOut();
