import type { AgentConfig, AgentLimits } from "@hyperhive/wire";
import { finding, worded, type Finding } from "./finding.ts";

const LIMITS = ["memory_mb", "cpus", "pids"] as const satisfies readonly (keyof AgentLimits)[];

/** What bounds an agent: a limit of its cage that is raised or removed is high, of its budget medium. */
export function judgeBounds(before: AgentConfig, after: AgentConfig): readonly Finding[] {
  return [
    ...LIMITS.flatMap((name) =>
      judgeBound(`limits.${name}`, { old: before.limits?.[name], now: after.limits?.[name], looser: "high" }),
    ),
    ...judgeBound("turn_budget_usd", { old: before.turn_budget_usd, now: after.turn_budget_usd, looser: "medium" }),
  ];
}

type Bound = {
  readonly old: number | undefined;
  readonly now: number | undefined;
  readonly looser: Finding["level"];
};

function judgeBound(name: string, { old, now, looser }: Bound): readonly Finding[] {
  if (old === now) return [];
  const isLooser = (now ?? Infinity) > (old ?? Infinity);
  return [finding(isLooser ? looser : "low", `${name}: ${worded(old)} → ${worded(now)}`)];
}
