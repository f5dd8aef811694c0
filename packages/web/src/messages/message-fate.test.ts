import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleMessage } from "../store/sample.ts";
import { messageFate } from "./message-fate.ts";

const fate = (change: Parameters<typeof sampleMessage>[1]) => messageFate(sampleMessage(1, change));

test("a message on its way waits, first for its recipient and then for the end of the turn", () => {
  assert.deepEqual(fate({}), { look: "waits", glyph: "◌", words: "waits for tester" });
  assert.equal(fate({ state: "delivered", attempts: 1 }).words, "tester works on it");
  assert.equal(fate({ to: "operator" }).words, "in your inbox");
});

test("an acked message has its tick, and tells when it took more than one attempt", () => {
  assert.deepEqual(
    [fate({ state: "acked", attempts: 1 }).words, fate({ state: "acked", attempts: 3 }).words],
    ["acked", "acked at attempt 3"],
  );
});

test("a second delivery is flagged with its number and the reason", () => {
  assert.equal(
    fate({ state: "delivered", attempts: 2, note: "the harness died" }).flag,
    "↻ redelivered, attempt 2 of 5: the harness died",
  );
  assert.equal(
    fate({ state: "queued", attempts: 1, note: "the turn failed" }).flag,
    "↻ comes again, attempt 2 of 5: the turn failed",
  );
});

test("dead and parked messages say so over their text", () => {
  assert.equal(
    fate({ state: "dead", attempts: 5, note: "tester was destroyed" }).flag,
    "✗ dead letter after 5 attempts: tester was destroyed",
  );
  assert.equal(fate({ state: "parked" }).flag, "‖ parked: its chain grew too long");
});

test("a dead or parked message that was let go keeps its mark and asks for nothing", () => {
  assert.deepEqual(fate({ state: "dead", attempts: 5, note: "tester was destroyed", dismissed_at: 1 }), {
    look: "done",
    glyph: "✗",
    words: "dead, let go",
  });
  assert.deepEqual(fate({ state: "parked", dismissed_at: 1 }), { look: "done", glyph: "‖", words: "parked, let go" });
});
