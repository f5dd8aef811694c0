import type { Generated } from "kysely";

/** A row per agent. Times are Unix milliseconds. */
export type AgentsTable = {
  /** Never given twice. */
  id: Generated<number>;
  name: string;
  wanted: "running" | "stopped";
  paused: Generated<number>;
  status_text: string | null;
  status_set_at: number | null;
  failure: string | null;
  /** JSON of the crash history. */
  crashes: Generated<string>;
  created_at: number;
};

/** The tables of this domain. */
export type AgentsTables = { agents: AgentsTable };
