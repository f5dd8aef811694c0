import {
  MAX_RECV_BATCH,
  MAX_RECV_WAIT_SECONDS,
  renderMessages,
  type VerbResponse,
  type AgentVerbs,
} from "@hyperhive/wire";
import { z } from "zod";
import { defineTool, type ToolContext } from "./tool.ts";

type Received = VerbResponse<AgentVerbs["recv"]>;

/** `recv(wait_seconds?, max?)`: takes waiting messages into this turn. */
export const recv = defineTool({
  name: "recv",
  description: `Receive waiting messages. Without \`wait_seconds\` it returns at once; with it, it waits for the first message (at most ${MAX_RECV_WAIT_SECONDS} s) and wakes as soon as one arrives, so use it instead of sleeping.`,
  shape: {
    wait_seconds: z.number().min(0).optional().describe(`capped at ${MAX_RECV_WAIT_SECONDS}; 0 when left out`),
    max: z.number().int().min(1).optional().describe(`how many at most, capped at ${MAX_RECV_BATCH}; 1 when left out`),
  },
  async handle({ wait_seconds = 0, max = 1 }, context) {
    await context.beforeRecv();
    const received = await receive(context, {
      wait_seconds: Math.min(wait_seconds, MAX_RECV_WAIT_SECONDS),
      max: Math.min(max, MAX_RECV_BATCH),
    });
    if (received === undefined) return renderMessages([], 0);
    context.leased(received.messages.map(({ id }) => id));
    return renderMessages(received.messages, received.queued);
  },
});

async function receive(
  { client, interruption }: ToolContext,
  input: { wait_seconds: number; max: number },
): Promise<Received | undefined> {
  const signal = interruption();
  try {
    return await client.call("recv", input, { signal });
  } catch (cause) {
    if (signal.aborted) return undefined;
    throw cause;
  }
}
