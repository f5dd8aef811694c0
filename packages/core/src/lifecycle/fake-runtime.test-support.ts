import { RuntimeError } from "../runtime/runtime-error.ts";
import type { CageEvent, CageSpec, CageStatus, ExecSession, Runtime } from "../runtime/runtime.ts";

type FakeCage = { spec: CageSpec; running: boolean; startedAt: number };

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
