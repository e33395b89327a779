// npm start: prepares what is missing, then serves in this very process, so that a signal reaches the server.

import { chooseAddress, serveWithNext } from "./serve-with-next.mjs";
import { build, prepare, root } from "./setup.mjs";

process.chdir(root);
await prepare();
const address = await chooseAddress("start"); // before the build: it would pull the ground from under a server that runs
build();
await serveWithNext("start", address);
