import assert from "node:assert/strict";
import { test } from "node:test";
import { tooLong } from "./body-size.ts";

test("64 KiB of UTF-8 can be sent, one byte more cannot", () => {
  assert.equal(tooLong("x".repeat(65_536)), undefined);
  assert.match(tooLong("x".repeat(65_537)) ?? "", /64\.0 of 64 KiB/);
  assert.equal(tooLong("ü".repeat(32_768)), undefined);
  assert.match(tooLong("ü".repeat(40_000)) ?? "", /78\.1 of 64 KiB/);
});
