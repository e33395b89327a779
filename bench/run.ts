// npm run bench: measures what the project promises, on this machine, against a real server on the production build.
// Figures are ratios within one run: machines differ, and so does what else they do.
import { report } from "./report";
import { measureStorm } from "./storm";

report(await measureStorm());
