import assert from "node:assert/strict";
import { test } from "node:test";
import { messageStatus } from "./message-status.ts";
import { runTool, type ToolContext } from "./tool.ts";

test("a sender is told what became of its messages, also that one was let go, and which are not its own", async () => {
  const statuses = [
    { id: 1, to: "bard", state: "acked", attempts: 1 },
    { id: 2, to: "bard", state: "dead", attempts: 5, dismissed_at: 7, note: "bard was destroyed" },
  ];
  const context = { client: { call: async () => ({ statuses }) } } as unknown as ToolContext;
  const { content } = await runTool(messageStatus, { ids: [1, 2, 3] }, context);
  assert.deepEqual(content[0]?.text.split("\n"), [
    "message 1 to bard: acked, delivered 1 time(s)",
    "message 2 to bard: dead, let go by the operator, delivered 5 time(s) (bard was destroyed)",
    "message 3: not one of yours",
  ]);
});
