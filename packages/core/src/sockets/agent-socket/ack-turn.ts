import type { AgentVerbs } from "@hyperhive/wire";
import type { PlainHandler } from "../verb-handlers.ts";
import type { AgentCaller } from "./agent-caller.ts";

/** Acks what this agent's turn has dealt with. */
export const ackTurn: PlainHandler<AgentVerbs["ack_turn"], AgentCaller> = ({ ids }, { name, broker }) =>
  broker.ackTurn(name, ids);
