import { completeProcesses, isCageRunning, killCage, waitUntilGone } from "./cage-processes.ts";
import { readRecord, readRecords, removeRecord } from "./cage-record.ts";
import { checkCage, checkCommand, checkCoreAccount, checkNoLimits, checkSpec } from "./check-spec.ts";
import { execArgv } from "./exec-plan.ts";
import { execWithPipes } from "./exec-pipes.ts";
import { execWithTerminal } from "./exec-terminal.ts";
import { closeStrayDescriptors } from "./close-stray-descriptors.ts";
import { createExitWatch, type ExitWatch, type RuntimeLog } from "./exit-watch.ts";
import { findHostTools } from "./host-tools.ts";
import { isRunning, signalProcess } from "./process-table.ts";
import { RuntimeError } from "./runtime-error.ts";
import type { CageEvent, CageSpec, CageStatus, ExecOptions, ExecSession, Runtime } from "./runtime.ts";
import { startCage } from "./start-cage.ts";

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
    checkSpec(spec);
    checkNoLimits(spec);
    checkCoreAccount(spec.account, process.getuid?.() ?? 0);
    if (this.#starting.has(spec.cage)) throw alreadyRuns(spec.cage);
    const attempt = this.#start(spec);
    this.#starting.set(spec.cage, attempt);
    try {
      await attempt;
    } finally {
      this.#starting.delete(spec.cage);
    }
  }

  async #start(spec: CageSpec): Promise<void> {
    const { runDir, startTimeoutMs } = this.#options;
    const last = await readRecord(runDir, spec.cage);
    if (last && (await isCageRunning(last.processes))) throw alreadyRuns(spec.cage);
    if (last) await this.#exits.settle(last);
    const started = await startCage(spec, { runDir, tools: await findHostTools(), timeoutMs: startTimeoutMs });
    this.#exits.follow(started);
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

  async exec(cage: string, options: ExecOptions): Promise<ExecSession> {
    checkCage(cage);
    checkCommand(options);
    const record = await readRecord(this.#options.runDir, cage);
    const processes = record && (await completeProcesses(record.processes));
    if (!record || !processes?.init || !(await isRunning(processes.init))) {
      throw new RuntimeError("cage_not_running", `cage \`${cage}\` does not run; start it first`);
    }
    const argv = execArgv(await findHostTools(), { ...record, processes }, options);
    const report = (error: unknown) =>
      this.#options.log.warn({ err: error, cage }, "a command in the cage could not be signalled");
    return options.pty ? execWithTerminal(argv, { ...options.pty, report }) : execWithPipes(argv, report);
  }

  watch(signal: AbortSignal): AsyncIterable<CageEvent> {
    return this.#exits.watch(signal);
  }
}

function alreadyRuns(cage: string): RuntimeError {
  return new RuntimeError("cage_running", `cage \`${cage}\` runs already or is being started; stop it first`);
}
