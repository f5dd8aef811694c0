import type { StatPoint } from "@hyperhive/wire";
import { pointsOf, type StepGrid } from "../hive-stats/step-grid.ts";
import type { Store } from "../store/store.ts";

/** Makes what counts the messages of each step; one to many counts once for each recipient. */
export function messageCounter(store: Store): (grid: StepGrid) => StatPoint[] {
  // A query for each step only walks along the index; grouped in one, all would be sorted first.
  const count = store.prepare<{ from: number; until: number }, { n: number }>((db, param) =>
    db
      .selectFrom("messages")
      .select((is) => is.fn.countAll<number>().as("n"))
      .where("sent_at", ">=", param("from"))
      .where("sent_at", "<", param("until")),
  );
  return (grid) => pointsOf(grid, (span) => count.get(span)?.n ?? 0);
}
