import type {
  AgentConfigInput,
  AgentName,
  ContainerView,
  ControlMessage,
  HiveInfo,
  StateSnapshot,
  Whoami,
} from "@hyperhive/wire";
import type { AgentHistoryStore } from "../agent-history/agent-history.ts";

/** What the sockets, the pages and the CLI may ask of the agents. Names may be typed ones (`hm1nd` is `manager`); one that nobody has throws `unknown_agent`. */
export interface Agents {
  /** The manager first, then by name. */
  names(): readonly AgentName[];
  /** The identity behind a typed name. */
  resolve(name: string): AgentName;
  views(): readonly ContainerView[];
  view(name: string): ContainerView;
  /** What is being done to whom right now; `since` in Unix ms. */
  transients(): StateSnapshot["transients"];
  info(): HiveInfo;
  whoami(name: AgentName): Whoami;
  /** The agent's events on the host; belongs to the core, do not close it. */
  history(name: string): AgentHistoryStore;
  /** Tells the harness something; throws `agent_not_connected` when none listens. */
  control(name: string, message: ControlMessage): void;
  /** Starts the cage and wants it to run from now on; a running one is left alone. `by` is who says so, the operator unless told otherwise. Throws `busy`, `cage_start_failed`. */
  start(name: string, by?: string): Promise<void>;
  /** Stops the cage and wants it stopped from now on; a stopped one is no error. */
  stop(name: string, options: { graceful: boolean; by?: string }): Promise<void>;
  restart(name: string, by?: string): Promise<void>;
  /** Holds the agent between turns, or lets it go on; kept over restarts. */
  setPaused(name: string, paused: boolean): Promise<void>;
  /** Creates an agent and starts it; nothing of it stays when that fails. Throws `invalid_name`, `reserved_name`, `agent_exists`, `port_taken`. */
  spawn(name: string, config?: AgentConfigInput): Promise<ContainerView>;
  /** Takes an agent out of the hive; its files stay unless they are purged. Throws `unknown_agent`, `forbidden`. */
  destroy(name: string, options: { purge: boolean }): Promise<void>;
  /** Deletes what is left of an agent that was destroyed. Throws `agent_exists` while there is one of that name, `unknown_agent`, `busy`. */
  purge(name: string): Promise<void>;
}
