import { agentConfigSchema, type AgentConfig, type Risk } from "@hyperhive/wire";
import type { Finding } from "./finding.ts";
import { judgeBounds } from "./judge-bounds.ts";
import { judgeFiles } from "./judge-files.ts";
import { judgeMounts } from "./judge-mounts.ts";
import { judgeReach } from "./judge-reach.ts";
import { judgeServers } from "./judge-servers.ts";
import { judgeTools } from "./judge-tools.ts";
import { judgeWords } from "./judge-words.ts";

const JUDGES = [judgeMounts, judgeReach, judgeServers, judgeTools, judgeBounds, judgeWords] as const;
/** Most reasons that one judgement tells; the gravest come first. */
const MAX_REASONS = 50;
const RANKS = { high: 0, medium: 1, low: 2 } as const;

/** Judges how much power a change gives an agent, with a reason for each difference, the gravest first and at most fifty. What cannot be told is taken for more power. Without `before` the agent is new and judged against the defaults; `changedFiles` are paths in its repo. */
export function assessRisk(before: AgentConfig | undefined, after: AgentConfig, changedFiles: readonly string[]): Risk {
  const base = before ?? agentConfigSchema.parse({});
  const found = [...JUDGES.flatMap((judge) => judge(base, after)), ...judgeFiles(after, changedFiles)];
  const sorted = found.toSorted((one, other) => RANKS[one.level] - RANKS[other.level]);
  const none: Finding = {
    level: "low",
    reason: before === undefined ? "nothing beyond the defaults" : "no change in effect",
  };
  const [gravest = none] = sorted;
  return { level: gravest.level, reasons: told(sorted.length === 0 ? [none] : sorted) };
}

function told(findings: readonly Finding[]): string[] {
  const reasons = findings.slice(0, MAX_REASONS).map(({ reason }) => reason);
  const rest = findings.length - reasons.length;
  return rest === 0 ? reasons : [...reasons, `… and ${rest} more`];
}
