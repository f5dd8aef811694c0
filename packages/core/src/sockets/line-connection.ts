import type { Socket } from "node:net";
import { encodeLine, HiveError, LineSplitter, MAX_LINE_BYTES, type SplitLine } from "@hyperhive/wire";
import { hangUp } from "./hang-up.ts";

/** Lines that wait for their turn, and characters in them, before the sender is held back. */
const MAX_WAITING_LINES = 64;
const MAX_WAITING_CHARACTERS = 256 * 1024;

/** One accepted socket as lines in and objects out, in order. Whoever accepted it closes it. */
export class LineConnection {
  readonly #socket: Socket;
  readonly #splitter = new LineSplitter();
  readonly #lines: SplitLine[] = [];
  readonly #gone = new AbortController();
  #waiting = 0;
  #ended = false;
  #wake: (() => void) | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk) => this.#take(this.#splitter.push(chunk)));
    socket.on("end", () => this.#end());
    socket.on("close", () => this.#end());
    // Nobody is left to tell: the other side is gone.
    socket.on("error", () => socket.destroy());
  }

  /** Aborts when the other side will send nothing more, or the connection was closed. */
  get signal(): AbortSignal {
    return this.#gone.signal;
  }

  /** Bytes written that the other side has not taken yet. */
  get backlog(): number {
    return this.#socket.writableLength;
  }

  /** The next line, or undefined when none will come or none came for `idleMs`. One reader at a time. */
  async next(idleMs?: number): Promise<SplitLine | undefined> {
    if (this.#lines.length === 0 && !this.#ended) await this.#waitForMore(idleMs);
    const line = this.#lines.shift();
    this.#waiting -= lengthOf(line);
    if (this.#socket.isPaused() && !this.#isFull()) this.#socket.resume();
    return line;
  }

  /** Writes one object and resolves when there is room for the next, or nobody reads any more. Throws `line_too_long` before anything is written. */
  async send(value: object): Promise<void> {
    const line = Buffer.from(encodeLine(value));
    if (line.byteLength > MAX_LINE_BYTES + 1) {
      throw new HiveError("line_too_long", `the answer is over ${MAX_LINE_BYTES} bytes; ask for less at once`);
    }
    if (!this.#socket.writable || this.#socket.write(line)) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#socket.once("drain", resolve).once("close", resolve);
    await promise;
    this.#socket.off("drain", resolve).off("close", resolve);
  }

  /** Takes no more lines and ends every wait; the answer under way may still be sent. */
  stopReading(): void {
    this.#lines.length = 0;
    this.#waiting = 0;
    this.#end();
  }

  /** Closes after what was written has left. */
  finish(): void {
    this.#end();
    hangUp(this.#socket);
  }

  /** Closes at once. */
  close(): void {
    this.#end();
    this.#socket.destroy();
  }

  async #waitForMore(idleMs: number | undefined): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const idle = idleMs === undefined ? undefined : setTimeout(resolve, idleMs);
    this.#wake = resolve;
    await promise;
    clearTimeout(idle);
    this.#wake = undefined;
  }

  #take(lines: readonly SplitLine[]): void {
    for (const line of lines) {
      this.#lines.push(line);
      this.#waiting += lengthOf(line);
    }
    if (this.#isFull()) this.#socket.pause();
    if (lines.length > 0) this.#wake?.();
  }

  #isFull(): boolean {
    return this.#lines.length >= MAX_WAITING_LINES || this.#waiting >= MAX_WAITING_CHARACTERS;
  }

  #end(): void {
    this.#ended = true;
    this.#gone.abort();
    this.#wake?.();
  }
}

function lengthOf(line: SplitLine | undefined): number {
  return line?.kind === "line" ? line.text.length : 0;
}
