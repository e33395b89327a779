// npm start: prepares what is missing, then serves in this very process, so that a signal reaches the server.

import { serveWithNext } from "./serve-with-next.mjs";
import { build, prepare, root } from "./setup.mjs";

process.chdir(root);
await prepare();
build();
await serveWithNext("start");
