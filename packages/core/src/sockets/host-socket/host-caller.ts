import type { DashboardEvent } from "@hyperhive/wire";
import type { Agents } from "../../agents/agents.ts";
import type { Broker } from "../../broker/broker.ts";
import type { Core } from "../../core.ts";
import type { EventHub } from "../../event-hub/event-hub.ts";
import type { ExecOptions, ExecSession } from "../../runtime/runtime.ts";

/** What the operator's programs may reach: everything. */
export type HostCaller = {
  readonly agents: Agents;
  readonly broker: Broker;
  readonly hub: EventHub<DashboardEvent>;
  readonly core: Pick<Core, "config" | "url" | "loginLink">;
  readonly runtimeKind: string;
  /** Path of an agent's log. */
  readonly logFile: (name: string) => string;
  /** Runs a command in an agent's cage. */
  readonly exec: (name: string, options: ExecOptions) => Promise<ExecSession>;
};
