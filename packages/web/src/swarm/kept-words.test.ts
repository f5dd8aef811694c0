import assert from "node:assert/strict";
import test from "node:test";
import { sampleContainer } from "../store/sample.ts";
import { keptWords } from "./kept-words.ts";

const words = (change: Parameters<typeof sampleContainer>[1]) => keptWords(sampleContainer("coder", change));

test("messages are kept for an agent that is paused, stopped or needs a log-in, and only queued for one that reads", () => {
  assert.equal(words({ queued: 2, paused: true }), "2 messages kept for it");
  assert.equal(words({ queued: 1, running: false }), "1 message kept for it");
  assert.equal(words({ queued: 1, turn_state: "needs_login" }), "1 message kept for it");
  assert.equal(words({ queued: 2 }), undefined);
  assert.equal(words({ queued: 2, needs_update: true }), undefined);
  assert.equal(words({ paused: true }), undefined);
});

test("what the core tells of a crash stands instead, and a pause has no other reason", () => {
  assert.equal(words({ queued: 2, running: false, failed: true, detail: "out of memory" }), undefined);
  assert.equal(words({ queued: 2, paused: true, detail: "a while ago: out of memory" }), "2 messages kept for it");
});
