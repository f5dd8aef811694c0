import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import type { SpawnedProcess, SpawnOptions } from "@anthropic-ai/claude-agent-sdk";

const TAIL_LINES = 20;

/** The child that runs claude, and the end of what it wrote to stderr; blank lines are left out. */
export class ClaudeChild {
  readonly #onLine: (line: string) => void;
  readonly #closed = Promise.withResolvers<void>();
  #child: ChildProcess | undefined;
  #tail: string[] = [];

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** The last lines of stderr that say something, oldest first. */
  get stderrTail(): readonly string[] {
    return this.#tail;
  }

  /** Starts the program; the SDK's spawn hook. */
  readonly spawn = ({ command, args, cwd, env, signal }: SpawnOptions): SpawnedProcess => {
    const child = spawn(command, args, {
      env,
      signal,
      stdio: ["pipe", "pipe", "pipe"],
      ...(cwd === undefined ? {} : { cwd }),
    });
    this.#child = child;
    createInterface({ input: child.stderr }).on("line", (line) => this.#take(line));
    child.once("close", () => this.#closed.resolve());
    return child;
  };

  /** Resolves when the process is gone and its stderr read; at once when it was never started. */
  async closed(): Promise<void> {
    if (this.#child !== undefined && this.#child.pid !== undefined) await this.#closed.promise;
  }

  /** Ends the process without asking claude. */
  kill(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  #take(line: string): void {
    if (line.trim() === "") return;
    this.#tail = [...this.#tail, line].slice(-TAIL_LINES);
    this.#onLine(line);
  }
}
