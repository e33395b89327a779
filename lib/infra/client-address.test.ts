import { describe, expect, it } from "vitest";
import { clientAddress } from "./client-address";

const SOCKET = "192.0.2.9";

describe("without a proxy of our own", () => {
  it("the socket's address counts, whatever the client writes", () => {
    for (const forged of [null, "", "203.0.113.1", "203.0.113.1, 203.0.113.2", "localhost", "127.0.0.1"]) {
      expect(clientAddress(SOCKET, forged, 0)).toBe(SOCKET);
    }
  });

  it.each([
    ["::ffff:192.0.2.9", "192.0.2.9"],
    ["::FFFF:192.0.2.9", "192.0.2.9"],
    ["::1", "::1"],
    ["2001:db8::1", "2001:db8::1"],
    ["", null],
    [null, null],
    ["not an address", null],
    ["::ffff:999.0.0.1", null],
  ])("%s is %s", (socket, address) => expect(clientAddress(socket, null, 0)).toBe(address));
});

describe("behind one proxy", () => {
  it("what it added counts, and what the client wrote before it does not", () => {
    expect(clientAddress(SOCKET, "203.0.113.7", 1)).toBe("203.0.113.7");
    for (const forged of ["127.0.0.1", "a, b, c", ",,,", "203.0.113.8, 10.0.0.1", "x".repeat(10_000)]) {
      expect(clientAddress(SOCKET, `${forged}, 203.0.113.7`, 1)).toBe("203.0.113.7");
    }
  });

  it("nothing counts that is no address", () => {
    for (const header of [null, "", " ", "unknown", "_hidden", "203.0.113.7,", "1.2.3", "<script>"]) {
      expect(clientAddress(SOCKET, header, 1)).toBeNull();
    }
  });
});

describe("behind two proxies", () => {
  it("the outer one saw the client", () => {
    expect(clientAddress(SOCKET, "203.0.113.7, 10.0.0.1", 2)).toBe("203.0.113.7");
    expect(clientAddress(SOCKET, "198.51.100.1, 203.0.113.7, 10.0.0.1", 2)).toBe("203.0.113.7");
  });

  it("who came past the outer one has no address that can be believed", () => {
    expect(clientAddress(SOCKET, "10.0.0.1", 2)).toBeNull();
  });
});
