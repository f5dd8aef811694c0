import assert from "node:assert/strict";
import { test } from "node:test";
import { setStage } from "./stage.ts";

test("a message wakes the agent, which answers with send, and is acked when the turn has ended well", async () => {
  await using stage = await setStage({
    scenario: {
      rules: [
        {
          when: { agent: "alice", prompt: "ping" },
          replies: [
            {
              blocks: [
                { type: "thinking", thinking: "they want a pong" },
                { type: "text", text: "answering" },
                {
                  type: "tool_use",
                  name: "mcp__hyperhive__send",
                  input: { to: "operator", body: "pong", in_reply_to: 1 },
                },
              ],
            },
            {
              blocks: [{ type: "text", text: "done" }],
              usage: { inputTokens: 1000, cacheReadTokens: 200, outputTokens: 5 },
            },
          ],
        },
      ],
    },
  });
  const { core } = stage;
  const id = core.deliver("ping");
  stage.start();
  await core.until("the end of the turn", () => core.turns().length === 1 && core.acked.length === 1);
  await core.until("rest", () => core.states().length === 3);
  assert.deepEqual(core.acked, [id]);
  assert.deepEqual(
    core.sent.map(({ to, body, in_reply_to }) => ({ to, body, in_reply_to })),
    [{ to: "operator", body: "pong", in_reply_to: 1 }],
  );
  assert.ok(core.sent[0]?.key, "a key lets the client repeat the send");
  assert.deepEqual(core.cmds.slice(0, 2), ["hello", "requeue_inflight"]);

  const start = core.events.find((event) => event.kind === "turn_start");
  assert.partialDeepStrictEqual(start, { turn: 8, woken_by: "operator", message_ids: [id], model: "haiku" });
  assert.match(start?.prompt ?? "", /^from: operator\nid: 1\n\nping$/);
  const kinds = core.events.map(({ kind }) => kind).filter((kind) => kind !== "turn_state_changed");
  assert.deepEqual(kinds, [
    "turn_start",
    "session",
    "thinking",
    "text",
    "tool_use",
    "tool_result",
    "text",
    "token_usage_changed",
    "turn_end",
  ]);
  assert.deepEqual(core.states(), ["idle", "thinking", "idle"]);
  const [end] = core.turns();
  assert.partialDeepStrictEqual(end, { outcome: "ok", tool_calls: { mcp__hyperhive__send: 1 }, usage: { ctx: 1200 } });
  assert.ok((end?.usage?.cost_usd ?? 0) > 0);
});
