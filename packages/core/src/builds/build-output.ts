import { cutText, type BuildLine } from "@hyperhive/wire";
import type { Clock } from "../clock.ts";
import type { BuildJob, BuildStore } from "./build-store.ts";

/** Who hears what builds print. */
export type OutputListeners = {
  line(job: BuildJob, line: BuildLine): void;
  /** Lines could not be stored; the build goes on without them. */
  lost(job: BuildJob, cause: unknown): void;
};

/** What an output is made from. */
export type BuildOutputParts = {
  readonly store: BuildStore;
  readonly clock: Clock;
  readonly listeners: OutputListeners;
};

const MAX_LINES = 5000;
const MAX_LINE_LENGTH = 2000;

/** What one build prints: each line is told as it comes, and stored together with those of the same round of the event loop. */
export class BuildOutput implements Disposable {
  readonly #parts: BuildOutputParts;
  readonly #job: BuildJob;
  #seq = 0;
  #unstored: BuildLine[] = [];
  #planned: NodeJS.Immediate | undefined;

  constructor(parts: BuildOutputParts, job: BuildJob) {
    this.#parts = parts;
    this.#job = job;
  }

  /** Takes a line; what is too much is left out, and said so once. */
  readonly print = (text: string): void => {
    if (this.#seq > MAX_LINES) return;
    this.#take(
      this.#seq === MAX_LINES ? `more than ${MAX_LINES} lines; the rest is left out` : cutText(text, MAX_LINE_LENGTH),
    );
  };

  /** Stores what is not stored yet. */
  flush(): void {
    clearImmediate(this.#planned);
    this.#planned = undefined;
    const lines = this.#unstored;
    this.#unstored = [];
    if (lines.length === 0) return;
    try {
      this.#parts.store.addLines(this.#job.id, lines);
    } catch (cause) {
      // What a build printed is worth less than the build.
      this.#parts.listeners.lost(this.#job, cause);
    }
  }

  [Symbol.dispose](): void {
    this.flush();
  }

  #take(line: string): void {
    this.#seq += 1;
    const row = { seq: this.#seq, at: this.#parts.clock.now(), line };
    this.#unstored.push(row);
    this.#planned ??= setImmediate(() => this.flush());
    this.#parts.listeners.line(this.#job, row);
  }
}
