import { randomUUID } from "node:crypto";
import { remindSchema } from "@hyperhive/wire";
import { defineTool } from "./tool.ts";

/** `remind(message, delay_seconds? | at?, file_path?)`: a message to oneself; the key makes a retry by the client harmless. */
export const remind = defineTool({
  name: "remind",
  description:
    "Have a message of yours come back to you later, from `reminder`, and wake you. Give exactly one time: `delay_seconds` from now, or `at` in Unix seconds. With `file_path` the message is written to that file when it is due and you get only the path. It outlives restarts; take it back with `cancel_loose_end`.",
  shape: remindSchema.omit({ key: true }).shape,
  async handle(input, { client }) {
    const { id, due_at } = await client.call("remind", { ...input, key: randomUUID() });
    return `reminder ${id} is due at ${new Date(due_at).toISOString()}`;
  },
});
