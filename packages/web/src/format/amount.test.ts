import assert from "node:assert/strict";
import { test } from "node:test";
import { counted, dollars, fileSize, tokenCount } from "./amount.ts";

test("token counts stay short", () => {
  assert.deepEqual([0, 950, 84_210, 999_999, 1_234_000].map(tokenCount), ["0", "950", "84.2k", "1.0M", "1.2M"]);
});

test("a cost under a cent is not shown as nothing", () => {
  assert.deepEqual([0, 0.0042, 0.31].map(dollars), ["$0.00", "<$0.01", "$0.31"]);
});

test("sizes change their unit at 1024", () => {
  assert.deepEqual([812, 1843, 42_991_616, 1_288_490_189].map(fileSize), ["812 B", "1.8 KiB", "41.0 MiB", "1.2 GiB"]);
});

test("one thing has no plural", () => {
  assert.deepEqual([counted(1, "line"), counted(2140, "line")], ["1 line", "2,140 lines"]);
});
