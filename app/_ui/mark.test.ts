import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { Problem } from "@/lib/shared/errors";
import { unavailablePage } from "../_http/unavailable-page";
import { EYE, OUTLINE } from "./mark-shapes";

const drawnIn = (svg: string) => [...svg.matchAll(/<path[^>]* d="([^"]+)"/g)].map(([, path]) => path);
const MARK = [`${OUTLINE.start}Z${EYE.start}`, `${OUTLINE.end}Z${EYE.end}`];

it("the icon of the browser's tab is the mark's own shape", () => {
  expect(drawnIn(readFileSync("app/icon.svg", "utf8"))).toEqual(MARK);
});

it("the page that stands in for others while none can be made wears the mark", () => {
  const { body } = unavailablePage(new Request("http://localhost/account"), new Problem("unavailable"));
  expect(drawnIn(body)).toEqual(MARK);
});
