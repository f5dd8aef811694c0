import { randomUUID } from "node:crypto";
import { askSchema } from "@hyperhive/wire";
import { defineTool } from "./tool.ts";

/** `ask(question, options?, multi?, ttl_seconds?, to?)`: never waits; the key makes a retry by the client harmless. */
export const ask = defineTool({
  name: "ask",
  description: [
    "Ask the operator, or the agent in `to`, to decide something. Returns the question's id at once and waits for nobody: go on with other work or end your turn; the answer wakes you as a message from `system` with event `question_answered`.",
    "`options` are suggestions, `multi` lets several of them be chosen (the answer names them separated by commas), but any text may come as the answer: be ready for it.",
    "`ttl_seconds` ends a question that nobody answers in time; without it the question stays open.",
    "Three answers mean that nobody decided: `[expired]` (the time ran out), `[cancelled]` (the operator took it away), `[cancelled by <name>]` (that agent took it back).",
  ].join("\n"),
  shape: askSchema.omit({ key: true }).shape,
  async handle(input, { client }) {
    const { id } = await client.call("ask", { ...input, key: randomUUID() });
    return `question ${id} is open; its answer will come as a message from \`system\``;
  },
});
