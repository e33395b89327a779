import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { Problem } from "@/lib/shared/errors";
import { EYE, OUTLINE } from "@/lib/shared/mark-shape";
import { unavailablePage } from "../_http/unavailable-page";

const drawnIn = (text: string) => [...text.matchAll(/ d="([^"]+)"/g)].map(([, path]) => path);
const SHAPE = [`${OUTLINE.start}Z${EYE.start}`, `${OUTLINE.end}Z${EYE.end}`];

it("the icon of the browser's tab is the mark's own shape", () => {
  expect(drawnIn(readFileSync("app/icon.svg", "utf8"))).toEqual(SHAPE);
});

it("a page in place of one that cannot be shown bears the same mark", () => {
  const { body } = unavailablePage(new Request("http://localhost/account"), new Problem("busy"));
  expect(drawnIn(body)).toEqual(SHAPE);
});
