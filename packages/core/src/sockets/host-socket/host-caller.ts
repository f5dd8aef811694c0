import type { DashboardEvent } from "@hyperhive/wire";
import type { Agents } from "../../agents/agents.ts";
import type { Approvals } from "../../approvals/approvals.ts";
import type { Broker } from "../../broker/broker.ts";
import type { Builds } from "../../builds/builds.ts";
import type { Core } from "../../core.ts";
import type { EventHub } from "../../event-hub/event-hub.ts";
import type { LooseEnds } from "../../loose-ends/loose-ends.ts";
import type { Questions } from "../../questions/questions.ts";
import type { Reminders } from "../../reminders/reminders.ts";
import type { ExecOptions, ExecSession } from "../../runtime/runtime.ts";

/** What the operator's programs may reach: everything. */
export type HostCaller = {
  readonly agents: Agents;
  readonly broker: Broker;
  readonly approvals: Approvals;
  readonly builds: Builds;
  readonly questions: Questions;
  readonly reminders: Reminders;
  readonly looseEnds: LooseEnds;
  readonly hub: EventHub<DashboardEvent>;
  readonly core: Pick<Core, "config" | "url" | "loginLink">;
  readonly runtimeKind: string;
  /** Path of an agent's log. */
  readonly logFile: (name: string) => string;
  /** Runs a command in an agent's cage. */
  readonly exec: (name: string, options: ExecOptions) => Promise<ExecSession>;
};
