import type { DashboardEvent } from "@hyperhive/wire";
import type { Logger } from "pino";
import type { Agents } from "./agents/agents.ts";
import type { Approvals } from "./approvals/approvals.ts";
import type { Broker } from "./broker/broker.ts";
import type { Builds } from "./builds/builds.ts";
import type { Clock } from "./clock.ts";
import type { CoreConfig } from "./config.ts";
import type { ApprovalStep } from "./approvals/approval-step.ts";
import type { EventHub } from "./event-hub/event-hub.ts";
import type { PushNetwork } from "./push/push-network.ts";
import type { Runtime } from "./runtime/runtime.ts";

/** One running hive. Two of them can live in one process. */
export type Core = {
  readonly config: CoreConfig;
  readonly agents: Agents;
  readonly broker: Broker;
  readonly approvals: Approvals;
  readonly builds: Builds;
  /** What the dashboard hears. */
  readonly hub: EventHub<DashboardEvent>;
  /** Address of the dashboard with its final slash; known once started. */
  readonly url: string;
  readonly hostSocket: string;
  /** A new one-time log-in link; `expiresAt` in Unix ms. */
  loginLink(): { readonly url: string; readonly expiresAt: number };
  /** Opens the sockets and the pages, creates the manager if there is none, and reconciles the agents with what is wanted. Undoes itself when it fails. */
  start(): Promise<void>;
  /** Stops answering and lets go of everything, in under 5 s; cages go on. */
  stop(): Promise<void>;
};

/** Parts that a test or another main may bring. */
export type CoreOverrides = {
  readonly runtime?: Runtime;
  readonly clock?: Clock;
  readonly log?: Logger;
  /** Where notifications to browsers may go; the public internet when absent. */
  readonly pushNetwork?: PushNetwork;
  /** Called at each step of an approval's way, once it is on disk, so that a test can kill the core there. */
  readonly onApprovalStep?: (step: ApprovalStep) => void;
};
