import type { Generated } from "kysely";

/** One agent of the hive. Times are Unix milliseconds. */
export type AgentsTable = {
  /** Never given twice; the host account of a root core's agent is made from it. */
  id: Generated<number>;
  name: string;
  wanted: "running" | "stopped";
  paused: Generated<number>;
  status_text: string | null;
  status_set_at: number | null;
  failure: string | null;
  /** A crash history in JSON. */
  crashes: Generated<string>;
  created_at: number;
  /** Set while only the agent's files are left; its number waits for it to be created anew. */
  destroyed_at: number | null;
  /** Revision of the hyperhive that last started its cage. */
  started_rev: string | null;
};

/** What one agent used of the model on one day, in UTC. */
export type ModelUsageTable = {
  agent: string;
  /** `YYYY-MM-DD`. */
  day: string;
  requests: number;
  input_tokens: number;
  output_tokens: number;
  cache_read_tokens: number;
  cache_write_tokens: number;
};

/** The tables of the agents. */
export type AgentsTables = { agents: AgentsTable; model_usage: ModelUsageTable };
