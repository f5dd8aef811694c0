import { join } from "node:path";
import { MANAGER, type AgentName } from "@hyperhive/wire";

/** The two directories of a hive. */
export type HiveRoots = { readonly stateDir: string; readonly runDir: string };

/** Every path on the host that belongs to one agent. */
export type AgentPaths = {
  readonly root: string;
  /** The agent's proposed configuration, a git repository that only the manager writes. Hostile: the core neither runs git in it nor follows a link out of it. */
  readonly config: string;
  /** Where the proposed configuration is looked for by its older name, a link to `config`. */
  readonly configLink: string;
  /** The agent's applied configuration, a bare git repository that only the core writes. */
  readonly applied: string;
  /** Seen by the agent as `/state`. */
  readonly state: string;
  /** claude's own directory with the agent's log-in. */
  readonly claude: string;
  /** The log-in itself, once there is one. */
  readonly credentials: string;
  readonly agentJson: string;
  /** The core's history of the agent's events; never in a cage. */
  readonly events: string;
  readonly log: string;
  /** Directory of the agent's sockets, seen by it as `/run/hive`. */
  readonly sockets: string;
  readonly coreSocket: string;
  readonly modelSocket: string;
};

const CONFIG = "config";

/** Where an agent's things are. Names are safe in paths because of their type. */
export function agentPaths({ stateDir, runDir }: HiveRoots, name: AgentName): AgentPaths {
  const root = join(stateDir, "agents", name);
  const claude = join(root, "claude");
  const sockets = name === MANAGER ? join(runDir, MANAGER) : join(runDir, "agents", name);
  return {
    root,
    config: join(proposedDir({ stateDir }), name, CONFIG),
    configLink: join(root, CONFIG),
    applied: join(appliedDir({ stateDir }), name),
    state: join(root, "state"),
    claude,
    credentials: join(claude, ".credentials.json"),
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

/** The proposed configurations of all agents, seen by the manager as `/agents`. */
export function proposedDir({ stateDir }: Pick<HiveRoots, "stateDir">): string {
  return join(stateDir, "proposed");
}

/** The applied configurations of all agents, seen by the manager as `/applied`. */
export function appliedDir({ stateDir }: Pick<HiveRoots, "stateDir">): string {
  return join(stateDir, "applied");
}

/** The record of which revision of each agent is deployed, seen by the manager as `/meta`. */
export function metaDir({ stateDir }: Pick<HiveRoots, "stateDir">): string {
  return join(stateDir, "meta");
}

/** The socket of the operator's programs. */
export function hostSocketPath({ runDir }: Pick<HiveRoots, "runDir">): string {
  return join(runDir, "host.sock");
}
