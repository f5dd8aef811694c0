import { MAX_RECV_BATCH, MAX_RECV_WAIT_SECONDS, type AgentVerbs, type DeliveredMessage } from "@hyperhive/wire";
import type { PlainHandler } from "../verb-handlers.ts";
import type { AgentCaller } from "./agent-caller.ts";
import { hideHostPaths } from "./hide-host-paths.ts";

/** With what one more message can add, a batch of this size still fits on a line. */
const ENOUGH_BYTES = 512 * 1024;

/** Leases messages for this agent, fewer when they are long; a caller that hangs up while it waits leases nothing. */
export const recv: PlainHandler<AgentVerbs["recv"], AgentCaller> = async (request, { name, broker }, { signal }) => {
  const max = Math.min(request.max ?? 1, MAX_RECV_BATCH);
  const messages: DeliveredMessage[] = [];
  let waitSeconds = Math.min(request.wait_seconds ?? 0, MAX_RECV_WAIT_SECONDS);
  for (let size = 0; ; waitSeconds = 0) {
    // One by one: what is leased must be handed over, and only what is leased tells its size.
    const next = await broker.recv(name, { waitSeconds, max: 1, signal });
    messages.push(...next.messages.map((given) => ({ ...given, message: hideHostPaths(given.message) })));
    size += Buffer.byteLength(JSON.stringify(next.messages));
    if (next.messages.length === 0 || messages.length >= max || size >= ENOUGH_BYTES)
      return { messages, queued: next.queued };
  }
};
