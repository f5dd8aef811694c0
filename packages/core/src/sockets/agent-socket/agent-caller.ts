import type { AgentName, PushedEvent } from "@hyperhive/wire";
import type { HarnessLink } from "../../agents/harness-links.ts";
import type { Agents } from "../../agents/agents.ts";
import type { Broker } from "../../broker/broker.ts";

/** What a harness tells the core about itself. */
export interface HarnessDoor {
  /** A new harness process is up. */
  started(name: AgentName, bootId: string): void;
  /** Registers a control stream in place of an older one; dispose the result when it ends. */
  listen(name: AgentName, link: HarnessLink): Disposable;
  /** Empty text clears the status. */
  setStatus(name: AgentName, text: string): void;
  /** Stores events and tells up to which sequence they are stored. */
  pushEvents(name: AgentName, bootId: string, events: readonly PushedEvent[]): number;
  /** Turns that the agent's history knows. */
  turns(name: AgentName): number;
}

/** Who an agent's socket speaks for, and what it may reach: nothing of the operator's. */
export type AgentCaller = {
  readonly name: AgentName;
  readonly agents: Pick<Agents, "whoami" | "view">;
  readonly broker: Broker;
  readonly harness: HarnessDoor;
};
