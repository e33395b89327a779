import { headers } from "next/headers";
import { NAVIGATION_MARK } from "@/lib/edge/request-marks";
import { pageReader } from "../_http/preferences";
import { NewsIsland } from "./news.client";
import type { WayOn } from "./notice";

type NewsProps = {
  /** What was done, and what went wrong: words for what the query says, or null. */
  done: string | null;
  problem: string | null;
  /** What can be done about the problem: a link that stays with it. */
  wayOn?: WayOn;
  /** Another one each time that the page is made. */
  stamp: number;
};

/**
 * What the form that led here has done. On a page that was loaded it stands where this stands; on one that was only shown
 * anew it is a toast, so that nothing moves.
 */
export async function News(props: NewsProps) {
  const isSoft = (await headers()).get(NAVIGATION_MARK) === "soft";
  const { close, news } = (await pageReader()).words.common;
  return <NewsIsland {...props} isSoft={isSoft} words={{ close, news }} />;
}
