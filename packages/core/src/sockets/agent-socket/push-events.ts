import type { AgentVerbs } from "@hyperhive/wire";
import type { PlainHandler } from "../verb-handlers.ts";
import type { AgentCaller } from "./agent-caller.ts";

/** Stores events of this agent's harness. */
export const pushEvents: PlainHandler<AgentVerbs["push_events"], AgentCaller> = (
  { boot_id, events },
  { name, harness },
) => ({
  stored_through: harness.pushEvents(name, boot_id, events),
});
