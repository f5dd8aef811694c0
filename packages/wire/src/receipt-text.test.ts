import assert from "node:assert/strict";
import { test } from "node:test";
import { readReceipt, renderReceipt } from "./receipt-text.ts";

test("a plain receipt can be read back as its ids", () => {
  const receipts = [1, 2].map((id) => ({ id, to: `a${id}`, state: "queued" as const }));
  assert.deepEqual(readReceipt(renderReceipt({ receipts, duplicate: false })), ["1", "2"]);
});

test("a receipt that says more is not read as ids", () => {
  const parked = { id: 9, to: "scout", state: "parked" as const };
  const hint = "the chain grew too long";
  assert.equal(readReceipt(renderReceipt({ receipts: [parked], duplicate: false })), undefined);
  assert.equal(
    readReceipt(renderReceipt({ receipts: [{ ...parked, state: "queued" }], duplicate: false, hint })),
    undefined,
  );
  assert.equal(readReceipt(renderReceipt({ receipts: [], duplicate: false })), undefined);
});
