import { describe, expect, it } from "vitest";
import { deviceLabel } from "./device-label";
import { en } from "./words/en";
import { zh } from "./words/zh";

const label = (browser: string | null, os: string | null, name: string | null = null) =>
  deviceLabel({ browser, os, name }, en);

describe("the label of a device", () => {
  it("is the name that its owner gave it", () => {
    expect(label("Safari", "iOS", "Mei's phone")).toBe("Mei's phone");
  });

  it("is browser and system, as far as they are known", () => {
    expect(label("Chrome", "macOS")).toBe("Chrome on macOS");
    expect(label("curl", null)).toBe("curl");
    expect(label(null, "Windows")).toBe("Windows");
    expect(label(null, null)).toBe("Unknown device");
  });

  it("calls an iPhone and an iPad what people call them", () => {
    expect(label("Safari", "iOS")).toBe("Safari on iPhone");
    expect(label("Firefox", "iPadOS")).toBe("Firefox on iPad");
    expect(label(null, "iOS")).toBe("iPhone");
    expect(deviceLabel({ browser: "Safari", os: "iOS", name: null }, zh)).toBe("iPhone 上的 Safari");
  });
});
