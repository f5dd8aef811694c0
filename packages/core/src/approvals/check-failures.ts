import { HiveError, type AgentName } from "@hyperhive/wire";
import type { ApprovalStore } from "./approval-store.ts";

const MAX_FAILED = 100;
const PERIOD_MS = 3_600_000;

/** Keeps whoever submits what cannot hold, again and again, from filling a history that is kept for ever. `now` is Unix ms. Throws `too_many`. */
export function checkFailures(approvals: Pick<ApprovalStore, "resolved">, agent: AgentName, now: number): void {
  const latest = approvals.resolved(MAX_FAILED, agent);
  // What was never judged never waited for the operator.
  const failed = latest.filter(
    ({ stage, risk, resolvedAt = 0 }) =>
      stage === "failed" && risk === undefined && resolvedAt <= now && now - resolvedAt < PERIOD_MS,
  );
  if (failed.length < MAX_FAILED) return;
  throw new HiveError(
    "too_many",
    `the last ${MAX_FAILED} submissions for ${agent} failed, all within an hour; look at what they were told, and submit again later`,
  );
}
