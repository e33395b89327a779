import { exportAnswer } from "@/app/_http/export-answer";
import { route } from "@/app/_http/route";

/** GET: 200 and everything held about the person, as a JSON file. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: exportAnswer });
