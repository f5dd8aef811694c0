import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { createCageEvents } from "./cage-events.ts";
import { isCageRunning, killCage, waitUntilGone } from "./cage-processes.ts";
import { cageFiles, type CageRecord, parseExitCode, readRecord, readRecords, writeRecord } from "./cage-record.ts";
import type { CageEvent } from "./runtime.ts";
import type { StartedCage } from "./start-cage.ts";

/** The part of a logger that the runtime uses; pino's fits. */
export type RuntimeLog = { warn(facts: object, message: string): void };

/** Notices each end of a cage once, records it and tells who watches. */
export interface ExitWatch {
  /** Announces a start and notices its end at once. */
  follow(started: StartedCage): void;
  /** Clears away what a dead cage left, records how it ended and tells it; resolves when done, at once if it was done before. */
  settle(record: CageRecord): Promise<void>;
  watch(signal: AbortSignal): AsyncIterable<CageEvent>;
}

/** What an exit watch needs to know. */
export type ExitWatchOptions = {
  readonly runDir: string;
  readonly log: RuntimeLog;
  readonly pollMs: number;
  readonly isStarting: (cage: string) => boolean;
};

/** Makes the exit watch of one runtime; it polls only while somebody watches. */
export function createExitWatch(options: ExitWatchOptions): ExitWatch {
  return new PollingExitWatch(options);
}

class PollingExitWatch implements ExitWatch {
  readonly #options: ExitWatchOptions;
  readonly #events = createCageEvents();
  /** Starts that this instance saw alive, by `keyOf`. */
  readonly #alive = new Set<string>();
  readonly #settled = new Map<string, Promise<void>>();
  #polling = false;

  constructor(options: ExitWatchOptions) {
    this.#options = options;
  }

  follow({ record, child }: StartedCage): void {
    this.#alive.add(keyOf(record));
    this.#events.emit({ kind: "started", cage: record.cage });
    const ended = () => void this.#settleLater(record);
    if (child.exitCode !== null || child.signalCode !== null) ended();
    else child.once("exit", ended);
  }

  settle(record: CageRecord): Promise<void> {
    const key = keyOf(record);
    const known = this.#settled.get(key);
    if (known) return known;
    const settled = this.#settle(record);
    this.#settled.set(key, settled);
    // A failure may be tried again; who waits for it sees it anyway.
    settled.catch(() => this.#settled.delete(key));
    return settled;
  }

  watch(signal: AbortSignal): AsyncIterable<CageEvent> {
    const events = this.#events.listen(signal);
    if (!this.#polling) void this.#poll();
    return events;
  }

  async #settle(record: CageRecord): Promise<void> {
    const { runDir } = this.#options;
    if (!(await waitUntilGone(record.processes, 2_000))) await killCage(record.processes);
    const current = await readRecord(runDir, record.cage);
    const unnoticed = current && keyOf(current) === keyOf(record) && !current.exit;
    const code = unnoticed ? await readExitCode(runDir, record.cage) : (current ?? record).exit?.code;
    if (unnoticed)
      await writeRecord(runDir, { ...current, exit: { at: Date.now(), ...(code === undefined ? {} : { code }) } });
    if (!unnoticed && !this.#alive.has(keyOf(record))) return;
    this.#alive.delete(keyOf(record));
    this.#events.emit({ kind: "exited", cage: record.cage, ...(code === undefined ? {} : { exitCode: code }) });
  }

  async #settleLater(record: CageRecord): Promise<void> {
    try {
      await this.settle(record);
    } catch (error) {
      this.#options.log.warn({ err: error, cage: record.cage }, "the end of a cage could not be recorded");
    }
  }

  async #poll(): Promise<void> {
    this.#polling = true;
    try {
      while (this.#events.heard) {
        await this.#look().catch((error: unknown) => {
          // A run directory goes once nobody watches it any more.
          if (this.#events.heard) this.#options.log.warn({ err: error }, "the cages could not be looked at");
        });
        await delay(this.#options.pollMs, undefined, { ref: false });
      }
    } finally {
      this.#polling = false;
    }
  }

  async #look(): Promise<void> {
    for (const record of await readRecords(this.#options.runDir)) {
      if (this.#options.isStarting(record.cage)) continue;
      if (await isCageRunning(record.processes)) this.#alive.add(keyOf(record));
      else if (!record.exit || this.#alive.has(keyOf(record))) await this.#settleLater(record);
    }
  }
}

function keyOf({ cage, processes: { keeper } }: CageRecord): string {
  return `${cage} ${keeper.pid} ${keeper.startTime}`;
}

async function readExitCode(runDir: string, cage: string): Promise<number | undefined> {
  return parseExitCode(await readFile(cageFiles(runDir, cage).status, "utf8"));
}
