import type { AgentName } from "@hyperhive/wire";
import type { Approvals } from "../../approvals/approvals.ts";
import type { Builds } from "../../builds/builds.ts";

/** What the manager may do to others. It may ask for changes and drive lifecycles; no decision of the operator is among it. */
export type ManagerDoor = {
  readonly approvals: Pick<Approvals, "requestApplyCommit" | "requestSpawn" | "requestInitConfig">;
  readonly builds: Pick<Builds, "rebuild">;
  /** The identity behind a typed name. Throws `unknown_agent`. */
  resolve(name: string): AgentName;
  start(name: AgentName): Promise<void>;
  stop(name: AgentName): Promise<void>;
  restart(name: AgentName): Promise<void>;
  logs(name: AgentName, lines: number): Promise<readonly string[]>;
};
