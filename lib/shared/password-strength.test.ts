import { describe, expect, it } from "vitest";
import { personalWords } from "./password-strength";

describe("personalWords", () => {
  it("takes an address and a name apart", () => {
    expect(personalWords("Mei.Lin@example.com", "Mei Lin Wu").sort()).toEqual(
      ["example", "lin", "mei", "mei lin wu", "mei.lin", "mei.lin@example.com"].sort(),
    );
  });

  it("knows letters of any script, and drops what is too short to matter", () => {
    expect(personalWords("Ж", "欧阳娜娜", "")).toEqual(["欧阳娜娜"]);
  });
});
