import { HiveError } from "@hyperhive/wire";
import { Changes } from "./changes.ts";

/** What a group commit is made from. */
export type GroupCommitParts = {
  readonly transaction: <R>(work: () => R) => R;
  readonly now: () => number;
  /** Runs in the transaction, after the work of everyone. */
  readonly finish: (changes: Changes) => void;
  /** Runs after the commit, before those who asked hear of it. */
  readonly announce: (changes: Changes) => void;
};

type Job = {
  readonly work: (changes: Changes) => unknown;
  readonly resolve: (result: never) => void;
  readonly reject: (cause: unknown) => void;
};
type Outcome = { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly refusal: HiveError };

// A commit holds up everyone else for as long as its work takes.
const MAX_JOBS = 1000;

/** Lets everything that is asked in one round of the event loop share one durable commit. */
export class GroupCommit {
  readonly #parts: GroupCommitParts;
  #jobs: Job[] = [];

  constructor(parts: GroupCommitParts) {
    this.#parts = parts;
  }

  /** Runs the work in the next shared transaction; resolves once it is on disk. A HiveError that the work throws before it wrote anything refuses that work alone. */
  run<R>(work: (changes: Changes) => R): Promise<R> {
    return new Promise((resolve, reject) => {
      this.#jobs.push({ work, resolve, reject });
      if (this.#jobs.length === 1) setImmediate(() => this.#nextRound());
    });
  }

  /** Does at once what is still waiting. */
  flush(): void {
    while (this.#jobs.length > 0) this.#commit(this.#jobs.splice(0, MAX_JOBS));
  }

  #nextRound(): void {
    this.#commit(this.#jobs.splice(0, MAX_JOBS));
    if (this.#jobs.length > 0) setImmediate(() => this.#nextRound());
  }

  #commit(jobs: readonly Job[]): void {
    if (jobs.length === 0) return;
    const changes = new Changes(this.#parts.now());
    let outcomes: readonly Outcome[];
    try {
      outcomes = this.#write(jobs, changes);
    } catch (cause) {
      this.#commitApart(jobs, cause);
      return;
    }
    this.#parts.announce(changes);
    for (const [index, job] of jobs.entries()) settle(job, outcomes[index] as Outcome);
  }

  #write(jobs: readonly Job[], changes: Changes): readonly Outcome[] {
    return this.#parts.transaction(() => {
      const outcomes = jobs.map((job) => attempt(job, changes));
      this.#parts.finish(changes);
      return outcomes;
    });
  }

  // The failure undid everyone's work, so each gets a transaction of its own and only the guilty one fails.
  #commitApart(jobs: readonly Job[], cause: unknown): void {
    if (jobs.length === 1) jobs[0]?.reject(cause);
    else for (const job of jobs) this.#commit([job]);
  }
}

function attempt(job: Job, changes: Changes): Outcome {
  try {
    return { ok: true, result: job.work(changes) };
  } catch (thrown) {
    if (thrown instanceof HiveError) return { ok: false, refusal: thrown };
    throw thrown;
  }
}

function settle(job: Job, outcome: Outcome): void {
  if (outcome.ok) job.resolve(outcome.result as never);
  else job.reject(outcome.refusal);
}
