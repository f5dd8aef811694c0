import { HiveError, type AgentName, type Build } from "@hyperhive/wire";
import type { Logger } from "pino";
import type { Broker } from "../broker/broker.ts";
import type { Mail } from "../broker/mail.ts";
import { reasonOf } from "../refusal.ts";
import { BuildOutput, type BuildOutputParts } from "./build-output.ts";
import type { BuildJob, NewBuild } from "./build-store.ts";
import type { Builder, BuildEnding } from "./builder.ts";

/** What the queue is made from. */
export type BuildQueueParts = BuildOutputParts & {
  readonly broker: Pick<Broker, "commit">;
  readonly builder: Builder;
  /** Tells that a build was added or changed. */
  readonly changed: (build: Build) => void;
  readonly log: Logger;
};

/** Pause after which a queue that could not go on tries again. */
const STALL_MS = 30_000;

/** Builds one after another, first come first served; what waits survives a restart of the core. */
export class BuildQueue {
  readonly #parts: BuildQueueParts;
  readonly #closing = new AbortController();
  readonly #calledOff = new Set<number>();
  #running: { readonly id: number; readonly cancel: AbortController } | undefined;
  /** A build that has ended, until that is on disk. */
  #unnoted: { readonly job: BuildJob; readonly ending: BuildEnding } | undefined;
  #output: BuildOutput | undefined;
  #work: Promise<void> | undefined;
  #started = false;

  constructor(parts: BuildQueueParts) {
    this.#parts = parts;
  }

  /** Adds a build within the caller's transaction. A rebuild that waits already is not added twice. */
  add(given: NewBuild, mail: Mail): { readonly job: BuildJob; readonly duplicate: boolean } {
    const waiting = given.kind === "rebuild" ? this.#waitingRebuild(given) : undefined;
    if (waiting !== undefined) return { job: waiting, duplicate: true };
    const job = this.#parts.store.insert(given, mail.now);
    mail.afterwards(() => {
      this.#parts.changed(job.row);
      this.#wake();
    });
    return { job, duplicate: false };
  }

  /** Begins to work off what waits. */
  start(): void {
    this.#started = true;
    this.#wake();
  }

  /** Cancels a build that waits or runs; resolves when that is asked, not when it has ended. Throws `not_found`, `already_decided`. */
  async cancel(id: number, note = "cancelled by the operator"): Promise<void> {
    const job = this.#parts.store.get(id);
    const isOver = job.row.ended_at !== undefined;
    if (this.#running?.id === id && !isOver) return this.#running.cancel.abort(new HiveError("already_decided", note));
    if (job.row.state !== "queued" || this.#calledOff.has(id))
      throw new HiveError("already_decided", `build ${id} is ${job.row.state} already`);
    this.#calledOff.add(id);
    try {
      await this.#end(job, await this.#parts.builder.callOff(job, note));
    } finally {
      this.#calledOff.delete(id);
      // One that could not be called off waits again.
      this.#wake();
    }
  }

  /** Cancels everything that waits or runs for an agent that is destroyed. */
  async cancelAllOf(agent: AgentName): Promise<void> {
    for (const { id, agent: other } of this.#parts.store.open())
      if (other === agent) await this.cancel(id, `${agent} was destroyed`).catch(unlessDecided);
  }

  /** Has everything stored that was printed so far. */
  flush(): void {
    this.#output?.flush();
  }

  /** Builds nothing more; one under way is given up, and the next core tells so. */
  async close(): Promise<void> {
    this.#closing.abort(new HiveError("shutting_down", "the core is stopping"));
    await this.#work;
  }

  #waitingRebuild({ agent }: NewBuild): BuildJob | undefined {
    return this.#parts.store
      .open()
      .find(({ kind, agent: other, row }) => kind === "rebuild" && other === agent && row.state === "queued");
  }

  #wake(): void {
    if (!this.#started || this.#closing.signal.aborted) return;
    this.#work ??= this.#workOff().then((isDone) => {
      this.#work = undefined;
      if (!isDone) this.#parts.clock.setTimer(() => this.#wake(), STALL_MS);
      else if (this.#next() !== undefined) this.#wake();
    });
  }

  #next(): BuildJob | undefined {
    if (this.#closing.signal.aborted) return undefined;
    return this.#parts.store.open().find(({ id, row }) => row.state === "queued" && !this.#calledOff.has(id));
  }

  // Never rejects. What cannot even be noted down (a full disk) is tried again later, and said so.
  async #workOff(): Promise<boolean> {
    for (;;) {
      const job = this.#next();
      try {
        await this.#endLast();
        if (job === undefined) return true;
        await this.#build(job);
      } catch (err) {
        if (this.#closing.signal.aborted) return true;
        this.#parts.log.error({ build: job?.id, err }, "the build queue stalled; it goes on in a while");
        return false;
      }
    }
  }

  async #build(queued: BuildJob): Promise<void> {
    const cancel = new AbortController();
    this.#running = { id: queued.id, cancel };
    const signal = AbortSignal.any([cancel.signal, this.#closing.signal]);
    try {
      const job = await this.#begin(queued);
      const ending = await this.#carryOut(job, signal);
      this.#unnoted = { job, ending };
      await this.#endLast();
    } finally {
      this.#running = undefined;
    }
  }

  async #endLast(): Promise<void> {
    if (this.#unnoted === undefined) return;
    const { job, ending } = this.#unnoted;
    await this.#end(job, ending);
    this.#unnoted = undefined;
  }

  async #begin({ id }: BuildJob): Promise<BuildJob> {
    const { broker, store, changed } = this.#parts;
    return await broker.commit((mail) => {
      const job = store.start(id, mail.now);
      mail.afterwards(() => changed(job.row));
      return job;
    });
  }

  async #carryOut(job: BuildJob, signal: AbortSignal): Promise<BuildEnding> {
    using output = new BuildOutput(this.#parts, job);
    this.#output = output;
    try {
      return await this.#parts.builder.carryOut(job, { print: output.print, signal });
    } catch (thrown) {
      if (this.#closing.signal.aborted) throw thrown;
      // A bug of ours must not leave a build that runs for ever.
      this.#parts.log.error({ build: job.id, err: thrown }, "a build failed for a reason that is none of its own");
      return { state: "failed", note: reasonOf(thrown) };
    }
  }

  async #end({ id }: BuildJob, { state, note, also, afterwards }: BuildEnding): Promise<void> {
    const { broker, store, changed, log } = this.#parts;
    await broker.commit((mail) => {
      also?.(mail);
      const job = store.end(id, { state, note, at: mail.now });
      mail.afterwards(() => changed(job.row));
    });
    await afterwards?.().catch((err: unknown) => log.error({ build: id, err }, "what follows a build failed"));
  }
}

// One that has ended meanwhile, or that somebody else is cancelling, needs no more.
function unlessDecided(thrown: unknown): void {
  if (!(thrown instanceof HiveError && thrown.code === "already_decided")) throw thrown;
}
