import type { Wait } from "../hive-stats/longest-queue.ts";
import type { Store } from "../store/store.ts";
import { OPEN } from "./question-store.ts";

/** How long questions waited for the operator: those that are open, and those that ended since a time (Unix ms). */
export function questionWaits({ db, all }: Store, since: number): Wait[] {
  const toOperator = db.selectFrom("questions").select(["asked_at", "ended_at"]).where("target", "is", null);
  const open = all(toOperator.where("state", "=", OPEN));
  const ended = all(toOperator.where("ended_at", ">=", since));
  return [...open, ...ended].map(({ asked_at, ended_at }) => ({
    from: asked_at,
    ...(ended_at !== null && { until: ended_at }),
  }));
}
