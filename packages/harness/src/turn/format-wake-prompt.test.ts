import assert from "node:assert/strict";
import { test } from "node:test";
import { REDELIVERY_BANNER } from "@hyperhive/wire";
import { formatWakePrompt, wokenBy } from "./format-wake-prompt.ts";

test("a wake prompt begins with the banner when the message came before", () => {
  const message = {
    id: 1,
    from: "bob",
    to: "alice",
    body: "body 1",
    sent_at: 0,
    chain_id: "c",
    hops: 0,
    file_refs: [],
  };
  const delivered = { id: 1, redelivered: true, attempt: 2, message };
  const wake = { kind: "message", delivered, queued: 1 } as const;
  const prompt = formatWakePrompt(wake);
  assert.ok(prompt.startsWith(`${REDELIVERY_BANNER} (delivery 2 of 5)\nfrom: bob\n`));
  assert.match(prompt, /body 1\n\n\(1 more waiting: call recv\(max: 1\)/);
  assert.equal(wokenBy(wake), "bob");
});

test("a note to oneself and a word of the operator name where they come from", () => {
  assert.match(formatWakePrompt({ kind: "note", text: "go on" }), /^Note to yourself.*\n\ngo on$/);
  assert.match(formatWakePrompt({ kind: "steer", text: "stop that" }), /^The operator says:\n\nstop that$/);
});
