import type { HiveInfo } from "@hyperhive/wire";
import type { Logger } from "pino";
import type { ApprovalStep } from "./approvals/approval-step.ts";
import type { Clock } from "./clock.ts";
import type { CoreConfig } from "./config.ts";
import type { PushNetwork } from "./push/push-network.ts";
import type { Runtime } from "./runtime/runtime.ts";
import type { PageApp } from "./sockets/page-server.ts";
import type { Store } from "./store/store.ts";

/** What a hive is built on. */
export type HiveBasis = {
  readonly config: CoreConfig;
  readonly store: Store;
  readonly runtime: Runtime;
  readonly clock: Clock;
  readonly log: Logger;
  readonly info: HiveInfo;
  /** Where notifications to browsers may go. */
  readonly pushNetwork: PushNetwork;
  /** Called at each step of an approval's way, once it is on disk. */
  readonly onStep: (step: ApprovalStep) => void;
};

/** What is known only once the pages are served. */
export type HivePlaces = {
  /** Address of the dashboard with its final slash. */
  url: string;
  port: number;
  app: PageApp;
};
