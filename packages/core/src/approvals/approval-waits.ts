import type { Wait } from "../hive-stats/longest-queue.ts";
import type { Store } from "../store/store.ts";
import { OPEN } from "./approval-store.ts";

/** How long approvals waited for the operator's decision: those that wait, and those that were decided since a time (Unix ms). */
export function approvalWaits({ db, all }: Store, since: number): Wait[] {
  const open = db.selectFrom("approvals").select("requested_at").where("stage", "in", OPEN);
  const waiting = all(open.where("stage", "=", "pending"));
  const decided = all(
    db
      .selectFrom("approvals")
      // What is approved is queued at once, while `resolved_at` moves on when the build fails.
      .leftJoin("builds", "builds.approval_id", "approvals.id")
      .select(["approvals.requested_at", "approvals.resolved_at", "builds.requested_at as approved_at"])
      .where("approvals.resolved_at", ">=", since)
      // One that failed without a build was refused at submit.
      .where((is) => is.or([is("approvals.stage", "!=", "failed"), is("builds.id", "is not", null)])),
  );
  return [
    ...waiting.map(({ requested_at }) => ({ from: requested_at })),
    ...decided.map(({ requested_at, resolved_at, approved_at }) => ({
      from: requested_at,
      until: Math.min(resolved_at ?? since, approved_at ?? Infinity),
    })),
  ];
}
