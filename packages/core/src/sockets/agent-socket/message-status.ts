import type { AgentVerbs } from "@hyperhive/wire";
import type { PlainHandler } from "../verb-handlers.ts";
import type { AgentCaller } from "./agent-caller.ts";

/** Tells this agent what became of messages that it sent. */
export const messageStatus: PlainHandler<AgentVerbs["message_status"], AgentCaller> = ({ ids }, { name, broker }) => ({
  statuses: [...broker.statuses(name, ids)],
});
