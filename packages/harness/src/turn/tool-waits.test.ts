import assert from "node:assert/strict";
import { test } from "node:test";
import { ToolWaits } from "./tool-waits.ts";

test("a tool may wait only while a run is on", () => {
  const waits = new ToolWaits();
  assert.ok(waits.signal.aborted);
  waits.begin();
  const { signal } = waits;
  assert.ok(!signal.aborted);
  waits.end();
  assert.ok(signal.aborted);
  assert.ok(waits.signal.aborted, "a tool that claude called before the end finds no wait any more");
});

test("new words end the wait, also one that begins before they were delivered", () => {
  const waits = new ToolWaits();
  waits.begin();
  const { signal } = waits;
  waits.interrupt();
  assert.ok(signal.aborted);
  assert.ok(waits.signal.aborted);
  waits.delivered();
  assert.ok(!waits.signal.aborted);
});
