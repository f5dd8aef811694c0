import assert from "node:assert/strict";
import { test } from "node:test";
import { seccompFilter } from "./seccomp-filter.ts";

type Call = { readonly audit: number; readonly number: number; readonly first?: number };

/** Runs the filter as the kernel would. */
function verdict(filter: Buffer, { audit, number, first = 0 }: Call): "allow" | "refuse" {
  const data = new Map([
    [0, number],
    [4, audit],
    [16, first],
  ]);
  let loaded = 0;
  for (let at = 0; at < filter.length; at += 8) {
    const [code, yes, no, value] = [
      filter.readUInt16LE(at),
      filter[at + 2] ?? 0,
      filter[at + 3] ?? 0,
      filter.readUInt32LE(at + 4),
    ];
    if (code === 0x06) return value === 0x7fff0000 ? "allow" : "refuse";
    if (code === 0x20) loaded = data.get(value) ?? Number.NaN;
    else at += 8 * ((code === 0x15 ? loaded === value : loaded >= value) ? yes : no);
  }
  throw new Error("the filter ended without a verdict");
}

const X64 = 0xc000003e;

test("ordinary calls pass and the refused ones do not, first and last of them", () => {
  const filter = seccompFilter("x64");
  for (const number of [0, 1, 41, 247, 251, 424, 428])
    assert.equal(verdict(filter, { audit: X64, number }), "allow", `${number}`);
  for (const number of [248, 249, 250, 298, 321, 323, 425, 426, 427]) {
    assert.equal(verdict(filter, { audit: X64, number }), "refuse", `${number}`);
  }
  assert.equal(verdict(seccompFilter("arm64"), { audit: 0xc00000b7, number: 219 }), "refuse");
});

test("only vsock sockets are refused", () => {
  const socket = { audit: X64, number: 41 };
  assert.equal(verdict(seccompFilter("x64"), { ...socket, first: 40 }), "refuse");
  for (const first of [1, 2, 10, 16]) assert.equal(verdict(seccompFilter("x64"), { ...socket, first }), "allow");
});

test("calls of another architecture are refused, x32 too", () => {
  assert.equal(verdict(seccompFilter("x64"), { audit: 0x40000003, number: 1 }), "refuse");
  assert.equal(verdict(seccompFilter("x64"), { audit: X64, number: 0x40000001 }), "refuse");
});

test("a machine without a table is refused", () => {
  assert.throws(() => seccompFilter("riscv64"), { code: "unsupported", message: /riscv64/ });
});
