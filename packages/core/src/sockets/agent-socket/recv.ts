import type { AgentVerbs } from "@hyperhive/wire";
import type { PlainHandler } from "../verb-handlers.ts";
import type { AgentCaller } from "./agent-caller.ts";
import { hideHostPaths } from "./hide-host-paths.ts";

/** Leases messages for this agent, fewer when they are long; a caller that hangs up while it waits leases nothing. */
export const recv: PlainHandler<AgentVerbs["recv"], AgentCaller> = async (request, { name, broker }, { signal }) => {
  const { wait_seconds: waitSeconds = 0, max = 1 } = request;
  const { messages, queued } = await broker.recv(name, { waitSeconds, max, signal });
  return { messages: messages.map((given) => ({ ...given, message: hideHostPaths(given.message) })), queued };
};
