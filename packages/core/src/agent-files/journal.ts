import { existsSync } from "node:fs";
import { HiveError, type AgentJournal, type AgentName } from "@hyperhive/wire";
import { agentPaths, type HiveRoots } from "../agents/agent-paths.ts";
import { movedLog } from "../lifecycle/harness-log.ts";
import { readLogTail } from "./log-tail.ts";

/** Which lines of a log are wanted. */
export type JournalQuery = {
  /** The harness's own log unless given. */
  readonly unit?: string | undefined;
  /** 500 unless given; 5,000 at most, more is as if that was asked for. */
  readonly lines?: number | undefined;
};

const USUAL_LINES = 500;
const MOST_LINES = 5_000;

/** The newest lines of one of an agent's logs, oldest first. Throws `not_found` for a log that it does not have. */
export async function readJournal(roots: HiveRoots, name: AgentName, query: JournalQuery): Promise<AgentJournal> {
  const logs = logsOf(roots, name);
  const units = [...logs.keys()];
  const { unit = units[0] ?? "", lines = USUAL_LINES } = query;
  const path = logs.get(unit);
  if (path === undefined) throw noSuchLog(name, unit, units);
  return { unit, units, ...(await readLogTail(path, Math.min(lines, MOST_LINES))) };
}

// What the cage and its harness print goes into one file, and that is moved aside when it has become too long.
function logsOf(roots: HiveRoots, name: AgentName): ReadonlyMap<string, string> {
  const { log } = agentPaths(roots, name);
  const older = movedLog(log);
  return new Map([["harness", log], ...(existsSync(older) ? [["harness before", older] as const] : [])]);
}

function noSuchLog(name: AgentName, unit: string, units: readonly string[]): HiveError {
  const given = JSON.stringify(unit.slice(0, 80));
  return new HiveError("not_found", `\`unit\`: expected a log of ${name} (${units.join(", ")}), got ${given}`);
}
