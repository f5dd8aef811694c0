import { buildInCage } from "./build-in-cage.ts";
import { completeProcesses, isCageRunning, killCage, waitUntilGone } from "./cage-processes.ts";
import { readRecord, readRecords, removeRecord } from "./cage-record.ts";
import { checkCoreAccount, checkNoLimits } from "./check-enforceable.ts";
import { checkBuildCage, checkCage, checkSpec } from "./check-spec.ts";
import { closeStrayDescriptors } from "./close-stray-descriptors.ts";
import { execInCage } from "./exec-in-cage.ts";
import { createExitWatch, type ExitWatch, type RuntimeLog } from "./exit-watch.ts";
import { findHostTools } from "./host-tools.ts";
import { signalProcess } from "./process-table.ts";
import { RuntimeError } from "./runtime-error.ts";
import type { BuildOptions, CageEvent, CageSpec, CageStatus, ExecOptions, ExecSession, Runtime } from "./runtime.ts";
import { startCage, type StartContext } from "./start-cage.ts";

/** How a bwrap runtime is set up. */
export type BwrapRuntimeOptions = {
  /** Holds the records of all cages; belongs to one hive. */
  readonly runDir: string;
  readonly log: RuntimeLog;
  /** How long a start may take before it is given up. */
  readonly startTimeoutMs?: number;
  /** How often cages of an earlier core are looked at while anyone watches. */
  readonly pollMs?: number;
};

/** Makes the runtime of bubblewrap cages; it holds no resource besides what `watch` and `exec` hand out. Make it early: it closes stray descriptors of this process. */
export function createBwrapRuntime(options: BwrapRuntimeOptions): Runtime {
  closeStrayDescriptors();
  return new BwrapRuntime(options);
}

// The records on disk are the truth; memory holds only what this instance is doing right now.
class BwrapRuntime implements Runtime {
  readonly kind = "bwrap";
  readonly #options: Required<BwrapRuntimeOptions>;
  readonly #exits: ExitWatch;
  readonly #starting = new Map<string, Promise<void>>();

  constructor(options: BwrapRuntimeOptions) {
    this.#options = { startTimeoutMs: 20_000, pollMs: 500, ...options };
    this.#exits = createExitWatch({ ...this.#options, isStarting: (cage) => this.#starting.has(cage) });
  }

  async list(): Promise<readonly CageStatus[]> {
    const records = await readRecords(this.#options.runDir);
    return Promise.all(
      records.map(async ({ cage, startedAt, processes }) => ({
        cage,
        startedAt,
        running: await isCageRunning(processes),
      })),
    );
  }

  async start(spec: CageSpec): Promise<void> {
    this.#check(spec);
    await this.#hold(spec.cage, () => this.#start(spec));
  }

  async build(spec: CageSpec, options: BuildOptions): Promise<void> {
    this.#check(spec);
    checkBuildCage(spec.cage);
    options.signal.throwIfAborted();
    await this.#hold(spec.cage, async () => buildInCage(spec, await this.#startContext(), options));
  }

  #check(spec: CageSpec): void {
    checkSpec(spec);
    checkNoLimits(spec);
    checkCoreAccount(spec.account, process.getuid?.() ?? 0);
  }

  // For one start or build of a cage at a time.
  async #hold(cage: string, act: () => Promise<void>): Promise<void> {
    if (this.#starting.has(cage)) throw alreadyRuns(cage);
    const attempt = act();
    this.#starting.set(cage, attempt);
    try {
      await attempt;
    } finally {
      this.#starting.delete(cage);
    }
  }

  async #start(spec: CageSpec): Promise<void> {
    const last = await readRecord(this.#options.runDir, spec.cage);
    if (last && (await isCageRunning(last.processes))) throw alreadyRuns(spec.cage);
    if (last) await this.#exits.settle(last);
    this.#exits.follow(await startCage(spec, await this.#startContext()));
  }

  async #startContext(): Promise<StartContext> {
    const { runDir, startTimeoutMs } = this.#options;
    return { runDir, tools: await findHostTools(), timeoutMs: startTimeoutMs };
  }

  async stop(cage: string, { graceMs }: { graceMs: number }): Promise<void> {
    checkCage(cage);
    await Promise.allSettled([this.#starting.get(cage)]);
    const record = await readRecord(this.#options.runDir, cage);
    if (!record) return;
    const processes = await completeProcesses(record.processes);
    if (processes.first) await signalProcess(processes.first, "SIGTERM");
    await waitUntilGone(processes, graceMs);
    await killCage(processes);
    await this.#exits.settle(record);
  }

  async destroy(cage: string): Promise<void> {
    checkCage(cage);
    const record = await readRecord(this.#options.runDir, cage);
    if (this.#starting.has(cage) || (record && (await isCageRunning(record.processes)))) throw alreadyRuns(cage);
    if (record) await this.#exits.settle(record);
    await removeRecord(this.#options.runDir, cage);
  }

  exec(cage: string, options: ExecOptions): Promise<ExecSession> {
    return execInCage(cage, this.#options, options);
  }

  watch(signal: AbortSignal): AsyncIterable<CageEvent> {
    return this.#exits.watch(signal);
  }
}

function alreadyRuns(cage: string): RuntimeError {
  return new RuntimeError("cage_running", `cage \`${cage}\` runs already or is being started; stop it first`);
}
