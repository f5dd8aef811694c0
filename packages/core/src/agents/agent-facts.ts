import type { AgentConfig } from "@hyperhive/wire";
import type { AgentRecord } from "./agent-records.ts";
import type { LiveState } from "./live-state.ts";

/** What `agent.json` came to when it was last read. */
export type ConfigReading =
  | { readonly ok: true; readonly config: AgentConfig }
  | { readonly ok: false; readonly problem: string };

/** All that the core knows of one agent; every view is computed from it. */
export type AgentFacts = {
  readonly record: AgentRecord;
  readonly config: ConfigReading;
  readonly running: boolean;
  /** Unix ms of the cage's last start, when known. */
  readonly startedAt?: number;
  /** Whether the harness holds its control stream. */
  readonly connected: boolean;
  readonly live: LiveState;
  /** The commit of its configuration that the lock says is deployed. */
  readonly deployedSha?: string;
  /** What the core is waiting for, e.g. the next try after a crash. */
  readonly outlook?: string;
};
