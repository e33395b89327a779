// npm run dev: the development server, with its own build of what changes.

import { chooseAddress, serveWithNext } from "./serve-with-next.mjs";
import { prepare, root } from "./setup.mjs";

process.chdir(root);
await prepare();
await serveWithNext("dev", await chooseAddress("dev"));
