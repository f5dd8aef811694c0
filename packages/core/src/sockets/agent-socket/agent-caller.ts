import type { AgentName } from "@hyperhive/wire";
import type { Agents } from "../../agents/agents.ts";
import type { HarnessDoor } from "../../agents/harness-door.ts";
import type { Broker } from "../../broker/broker.ts";
import type { LooseEnds } from "../../loose-ends/loose-ends.ts";
import type { Questions } from "../../questions/questions.ts";
import type { Reminders } from "../../reminders/reminders.ts";
import type { ManagerDoor } from "./manager-door.ts";

/** Who an agent's socket speaks for, and what it may reach: nothing of the operator's. */
export type AgentCaller = {
  readonly name: AgentName;
  readonly agents: Pick<Agents, "whoami" | "view">;
  readonly broker: Broker;
  readonly questions: Pick<Questions, "ask" | "answer">;
  readonly reminders: Pick<Reminders, "remind" | "countPending">;
  readonly looseEnds: Pick<LooseEnds, "seenBy" | "cancel">;
  readonly harness: HarnessDoor;
  /** The manager's only. */
  readonly manager?: ManagerDoor;
};
