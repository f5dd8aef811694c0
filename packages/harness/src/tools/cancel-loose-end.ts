import { cancellableSchema } from "@hyperhive/wire";
import { defineTool } from "./tool.ts";

/** `cancel_loose_end(kind, id)`: what one may take back is the core's decision. */
export const cancelLooseEnd = defineTool({
  name: "cancel_loose_end",
  description:
    "Take back a question or a reminder of yours; the manager may take back anyone's. Whoever asked a cancelled question gets `[cancelled by <name>]` as its answer. An approval cannot be taken back: only the operator decides it.",
  shape: cancellableSchema.shape,
  async handle(end, { client }) {
    await client.call("cancel_loose_end", end);
    return `${end.kind} ${end.id} is cancelled`;
  },
});
