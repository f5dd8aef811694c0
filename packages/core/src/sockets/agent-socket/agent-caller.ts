import type { AgentName } from "@hyperhive/wire";
import type { Agents } from "../../agents/agents.ts";
import type { HarnessDoor } from "../../agents/harness-door.ts";
import type { Broker } from "../../broker/broker.ts";

/** Who an agent's socket speaks for, and what it may reach: nothing of the operator's. */
export type AgentCaller = {
  readonly name: AgentName;
  readonly agents: Pick<Agents, "whoami" | "view">;
  readonly broker: Broker;
  readonly harness: HarnessDoor;
};
