import { setImmediate } from "node:timers";
import type { Store } from "../store/store.ts";

/** Collects work that arrives in one turn of the event loop and runs all of it in one durable transaction. */
export type SendBatch<Job, Result> = {
  /** Settles once the job is on disk; one job that fails never fails its neighbours. */
  add(job: Job): Promise<Result>;
};

type Waiting<Job, Result> = { job: Job; resolve(result: Result): void; reject(cause: unknown): void };
type Settled<Result> = { ok: true; result: Result } | { ok: false; cause: unknown };

/** Makes one; `afterCommit` runs once per transaction, before any job settles. */
export function createSendBatch<Job, Result>(
  store: Store,
  { perform, afterCommit }: { perform: (job: Job) => Result; afterCommit: (results: readonly Result[]) => void },
): SendBatch<Job, Result> {
  let waiting: Waiting<Job, Result>[] = [];

  const attempt = (job: Job): Settled<Result> => {
    try {
      return { ok: true, result: store.transaction(() => perform(job)) };
    } catch (cause) {
      return { ok: false, cause };
    }
  };

  const flush = () => {
    const jobs = waiting;
    waiting = [];
    let settled: Settled<Result>[];
    try {
      settled = store.transaction(() => jobs.map(({ job }) => attempt(job)));
    } catch (cause) {
      for (const { reject } of jobs) reject(cause);
      return;
    }
    afterCommit(settled.flatMap((outcome) => (outcome.ok ? [outcome.result] : [])));
    jobs.forEach(({ resolve, reject }, index) => {
      const outcome = settled[index] as Settled<Result>;
      if (outcome.ok) resolve(outcome.result);
      else reject(outcome.cause);
    });
  };

  return {
    add: (job) =>
      new Promise((resolve, reject) => {
        waiting.push({ job, resolve, reject });
        if (waiting.length === 1) setImmediate(flush);
      }),
  };
}
