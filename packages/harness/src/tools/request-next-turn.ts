import { z } from "zod";
import { defineTool } from "./tool.ts";

/** `request_next_turn(note)`: a turn after this one that nobody's message wakes. */
export const requestNextTurn = defineTool({
  name: "request_next_turn",
  description:
    "Has another turn of yours run right after this one, with your note as its prompt. Use it to go on with long work; to wait for somebody use `recv`.",
  shape: { note: z.string().min(1).max(4000).describe("what to do in that turn") },
  async handle({ note }, context) {
    await context.requestNextTurn(note);
    return "another turn follows this one";
  },
});
