// One bcrypt computation, on a thread of its own: bcryptjs is plain JavaScript and would hold the event loop.
import { setPriority } from "node:os";
import bcrypt from "bcryptjs";

// On Linux this is the priority of this thread alone: requests come before hashes when cores are few.
if (process.platform === "linux") setPriority(0, 10);

/** @param {{ input: string, cost: number } | { input: string, hash: string }} task */
export default (task) =>
  "hash" in task ? bcrypt.compareSync(task.input, task.hash) : bcrypt.hashSync(task.input, task.cost);
