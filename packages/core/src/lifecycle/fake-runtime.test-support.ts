import { RuntimeError } from "../runtime/runtime-error.ts";
import type { BuildOptions, CageEvent, CageSpec, CageStatus, ExecSession, Runtime } from "../runtime/runtime.ts";

type FakeCage = { spec: CageSpec; running: boolean; startedAt: number };

/** How a build goes: it gives its lines, plays on, then ends well, fails with the words of `failure`, or hangs until it is aborted. */
export type FakeBuild = {
  readonly lines?: readonly string[];
  readonly failure?: string;
  readonly hangs?: boolean;
  /** What else it does, until it is aborted. */
  readonly play?: (onLine: (line: string) => void) => Promise<void>;
};

/** A runtime whose cages are rows in memory; several cores can use it one after the other, as real cages outlive the core. */
export class FakeRuntime implements Runtime {
  readonly kind = "bwrap";
  readonly cages = new Map<string, FakeCage>();
  /** What was asked for, in order: `start h-coder`, `stop h-coder`. */
  readonly calls: string[] = [];
  /** Rejects the next starts with these words. */
  readonly refusals: string[] = [];
  /** Waited for inside each start. */
  gate: Promise<void> | undefined;
  /** How the next builds go, one each; when there is none they end well without a line. */
  readonly nextBuilds: FakeBuild[] = [];
  /** The specs that were built, in the order of their beginnings. */
  readonly builds: CageSpec[] = [];
  /** Builds that are under way. */
  building = 0;
  /** What `exec` answers with. */
  session: ExecSession | undefined;
  readonly #listeners = new Set<(event: CageEvent) => void>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  async list(): Promise<readonly CageStatus[]> {
    return [...this.cages].map(([cage, { running, startedAt }]) => ({ cage, running, startedAt }));
  }

  async start(spec: CageSpec): Promise<void> {
    this.calls.push(`start ${spec.cage}`);
    await this.gate;
    const refusal = this.refusals.shift();
    if (refusal !== undefined) throw new RuntimeError("cage_start_failed", refusal);
    if (this.cages.get(spec.cage)?.running) throw new RuntimeError("cage_running", `${spec.cage} runs`);
    this.cages.set(spec.cage, { spec, running: true, startedAt: this.#now() });
    this.#emit({ kind: "started", cage: spec.cage });
  }

  async build(spec: CageSpec, { onLine, signal }: BuildOptions): Promise<void> {
    signal.throwIfAborted();
    this.calls.push(`build ${spec.cage}`);
    this.builds.push(spec);
    this.building += 1;
    try {
      const { lines = [], failure, hangs = false, play } = this.nextBuilds.shift() ?? {};
      for (const line of lines) onLine(line);
      if (play !== undefined) await Promise.race([play(onLine), aborted(signal)]);
      if (hangs) await aborted(signal);
      if (failure !== undefined) throw new RuntimeError("build_failed", failure);
    } finally {
      this.building -= 1;
    }
  }

  async stop(cage: string): Promise<void> {
    this.calls.push(`stop ${cage}`);
    this.crash(cage, 143);
  }

  async destroy(cage: string): Promise<void> {
    this.cages.delete(cage);
  }

  async exec(cage: string): Promise<ExecSession> {
    if (this.session === undefined) throw new RuntimeError("cage_not_running", `${cage} does not run`);
    return this.session;
  }

  /** Ends a cage's first process from the inside. */
  crash(cage: string, exitCode: number): void {
    const found = this.cages.get(cage);
    if (found === undefined || !found.running) return;
    found.running = false;
    this.#emit({ kind: "exited", cage, exitCode });
  }

  async *watch(signal: AbortSignal): AsyncIterable<CageEvent> {
    const queue: CageEvent[] = [];
    let wake = () => {};
    const listener = (event: CageEvent) => {
      queue.push(event);
      wake();
    };
    this.#listeners.add(listener);
    signal.addEventListener("abort", () => wake(), { once: true });
    try {
      while (!signal.aborted) {
        const event = queue.shift();
        if (event !== undefined) yield event;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      this.#listeners.delete(listener);
    }
  }

  #emit(event: CageEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
  });
}
