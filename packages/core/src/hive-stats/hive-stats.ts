import type { HiveStats } from "@hyperhive/wire";
import { approvalWaits } from "../approvals/approval-waits.ts";
import { messageCounter } from "../broker/message-counter.ts";
import type { Clock } from "../clock.ts";
import { questionWaits } from "../questions/question-waits.ts";
import type { Store } from "../store/store.ts";
import { longestQueue } from "./longest-queue.ts";
import { pointsOf, stepGrid, stepsOf } from "./step-grid.ts";
import type { TurnLedger } from "./turn-ledger.ts";

/** What the figures of the whole hive are read from. */
export type HiveStatsParts = {
  readonly store: Store;
  readonly ledger: Pick<TurnLedger, "within">;
  readonly clock: Pick<Clock, "now">;
};

/** Makes what reads the figures of the last so many hours (1 to 720), oldest first. */
export function hiveStatsReader({ store, ledger, clock }: HiveStatsParts): (hours: number) => HiveStats {
  const messages = messageCounter(store);
  return (hours) => {
    const grid = stepGrid(clock.now(), hours);
    const sums = stepsOf(grid).map((span) => ledger.within(span));
    return {
      step_ms: grid.stepMs,
      approvals_waiting: longestQueue(grid, approvalWaits(store, grid.from)),
      questions_open: longestQueue(grid, questionWaits(store, grid.from)),
      messages: messages(grid),
      turns: pointsOf(grid, (_span, step) => sums[step]?.turns ?? 0),
      cost: pointsOf(grid, (_span, step) => sums[step]?.cost ?? 0),
    };
  };
}
