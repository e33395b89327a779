import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { EYE, OUTLINE } from "./mark";

it("the icon of the browser's tab is the mark's own shape", () => {
  const icon = readFileSync("app/icon.svg", "utf8");
  const drawn = [...icon.matchAll(/ d="([^"]+)"/g)].map(([, path]) => path);
  expect(drawn).toEqual([`${OUTLINE.start}Z${EYE.start}`, `${OUTLINE.end}Z${EYE.end}`]);
});
