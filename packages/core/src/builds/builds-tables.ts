import type { BuildKind, BuildState } from "@hyperhive/wire";
import type { Generated } from "kysely";

/** One entry of the build queue. Times are Unix milliseconds. */
export type BuildsTable = {
  id: Generated<number>;
  agent: string;
  kind: BuildKind;
  approval_id: number | null;
  requested_by: string;
  requested_at: number;
  state: BuildState;
  started_at: number | null;
  ended_at: number | null;
  note: string | null;
};

/** One line that a build printed. */
export type BuildLinesTable = { build_id: number; seq: number; at: number; line: string };

/** The tables of this domain. */
export type BuildsTables = { builds: BuildsTable; build_lines: BuildLinesTable };
