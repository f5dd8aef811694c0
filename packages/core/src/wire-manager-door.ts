import { MANAGER } from "@hyperhive/wire";
import { agentPaths } from "./agents/agent-paths.ts";
import type { HiveAgents } from "./agents/hive-agents.ts";
import type { CoreConfig } from "./config.ts";
import { tailLog } from "./lifecycle/harness-log.ts";
import type { ManagerDoor } from "./sockets/agent-socket/manager-door.ts";
import type { Deploys } from "./wire-deploys.ts";

/** What the manager's socket leads to. */
export type ManagerBasis = { readonly agents: HiveAgents; readonly deploys: Deploys; readonly config: CoreConfig };

/** Wires what the manager may do to others. */
export function wireManagerDoor({ agents, deploys, config }: ManagerBasis): ManagerDoor {
  return {
    approvals: deploys.approvals,
    builds: deploys.builds,
    resolve: (name) => agents.resolve(name),
    start: (name) => agents.start(name, MANAGER),
    stop: (name) => agents.stop(name, { graceful: true, by: MANAGER }),
    restart: (name) => agents.restart(name, MANAGER),
    logs: async (name, lines) => (await tailLog(agentPaths(config, name).log, lines)).lines,
  };
}
