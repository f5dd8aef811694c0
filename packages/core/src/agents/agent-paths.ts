import { join } from "node:path";
import { MANAGER, type AgentName } from "@hyperhive/wire";

/** The two directories of a hive. */
export type HiveRoots = { readonly stateDir: string; readonly runDir: string };

/** Every path on the host that belongs to one agent. */
export type AgentPaths = {
  readonly root: string;
  /** The agent's proposed configuration, which only the manager writes. */
  readonly config: string;
  /** Seen by the agent as `/state`. */
  readonly state: string;
  /** claude's own directory with the agent's log-in. */
  readonly claude: string;
  readonly agentJson: string;
  /** The core's history of the agent's events; never in a cage. */
  readonly events: string;
  readonly log: string;
  /** Directory of the agent's sockets, seen by it as `/run/hive`. */
  readonly sockets: string;
  readonly coreSocket: string;
  readonly modelSocket: string;
};

/** Where an agent's things are. Names are safe in paths because of their type. */
export function agentPaths({ stateDir, runDir }: HiveRoots, name: AgentName): AgentPaths {
  const root = join(stateDir, "agents", name);
  const sockets = name === MANAGER ? join(runDir, MANAGER) : join(runDir, "agents", name);
  return {
    root,
    config: join(root, "config"),
    state: join(root, "state"),
    claude: join(root, "claude"),
    agentJson: join(root, "agent.json"),
    events: join(root, "events.sqlite"),
    log: join(root, "harness.log"),
    sockets,
    coreSocket: join(sockets, "mcp.sock"),
    modelSocket: join(sockets, "model.sock"),
  };
}

/** The directory that all agents share, seen by them as `/shared`. */
export function sharedDir({ stateDir }: Pick<HiveRoots, "stateDir">): string {
  return join(stateDir, "shared");
}

/** The socket of the operator's programs. */
export function hostSocketPath({ runDir }: Pick<HiveRoots, "runDir">): string {
  return join(runDir, "host.sock");
}
