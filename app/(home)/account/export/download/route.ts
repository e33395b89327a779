import { exportAnswer } from "@/app/_http/export-answer";
import { route } from "@/app/_http/route";

/**
 * What GET /api/auth/export answers, for a link on a page: here the door renews a session, or leads to sign in, however
 * long ago the page was opened.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: exportAnswer });
