import { connect, type Socket } from "node:net";
import { encodeLine, HiveError, LineSplitter, parseLine, type SplitLine } from "@hyperhive/wire/plain";
import { connectAdvice } from "./connect-advice.ts";

/** Lines kept for a slow reader before the socket is held back. */
const MAX_QUEUED_LINES = 256;

type Reader = PromiseWithResolvers<Record<string, unknown> | undefined>;

/** One open socket: objects go out as lines, lines come in as objects, in order. Whoever opened it closes it. */
export class Connection {
  readonly #socket: Socket;
  readonly #splitter = new LineSplitter();
  readonly #lines: SplitLine[] = [];
  #reader: Reader | undefined;
  #closed = false;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk) => this.#take(this.#splitter.push(chunk)));
    // The reason is of no use: what a caller needs to know is that no answer came.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.#onClose());
  }

  /** Whether it can carry another request: open, and nothing came that nobody asked for. */
  get idle(): boolean {
    return !this.#closed && this.#lines.length === 0 && this.#reader === undefined;
  }

  /** Writes one object. Throws `connection_lost` when the socket is closed. */
  send(value: object): void {
    if (this.#closed || !this.#socket.writable) throw lost("before the request was written");
    this.#socket.write(encodeLine(value));
  }

  /** Resolves once what was written has left the process, so that a fast producer does not fill the memory. */
  async drained(): Promise<void> {
    if (this.#closed || !this.#socket.writableNeedDrain) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#socket.once("drain", resolve).once("close", resolve);
    await promise;
    this.#socket.off("drain", resolve).off("close", resolve);
  }

  /** The next object, or undefined once the other side has closed. One reader at a time. Throws `bad_json` or `line_too_long`. */
  async next(): Promise<Record<string, unknown> | undefined> {
    const line = this.#lines.shift();
    if (line !== undefined) {
      if (this.#socket.isPaused() && this.#lines.length === 0) this.#socket.resume();
      return open(line);
    }
    if (this.#closed) return undefined;
    this.#reader = Promise.withResolvers();
    return await this.#reader.promise;
  }

  /** Lets the process end although this connection is open, or not. */
  keepAlive(needed: boolean): void {
    if (needed) this.#socket.ref();
    else this.#socket.unref();
  }

  /** Closes at once; a waiting reader gets undefined. */
  close(): void {
    this.#socket.destroy();
    this.#onClose();
  }

  #take(lines: readonly SplitLine[]): void {
    for (const line of lines) this.#deliver(line);
    if (this.#lines.length > MAX_QUEUED_LINES) this.#socket.pause();
  }

  #deliver(line: SplitLine): void {
    const reader = this.#reader;
    if (reader === undefined) {
      this.#lines.push(line);
      return;
    }
    this.#reader = undefined;
    try {
      reader.resolve(open(line));
    } catch (error) {
      reader.reject(error);
    }
  }

  #onClose(): void {
    this.#closed = true;
    this.#reader?.resolve(undefined);
    this.#reader = undefined;
  }
}

function open(line: SplitLine): Record<string, unknown> {
  if (line.kind === "line") return parseLine(line.text);
  throw new HiveError("line_too_long", "the core's answer is over the line limit of 1 MiB");
}

/** The error of a call whose connection closed. */
export function lost(when: string): HiveError {
  return new HiveError("connection_lost", `the connection to the core closed ${when}; it may be restarting`);
}

/** Opens a socket. Rejects with advice when nobody answers, with the signal's reason when it aborts. */
export async function openConnection(socketPath: string, signal?: AbortSignal): Promise<Connection> {
  signal?.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = connect(socketPath);
  const abort = () => socket.destroy(asError(signal?.reason));
  signal?.addEventListener("abort", abort, { once: true });
  socket.once("connect", resolve).once("error", reject);
  try {
    await promise;
  } catch (cause) {
    signal?.throwIfAborted();
    throw connectAdvice(socketPath, cause as NodeJS.ErrnoException);
  } finally {
    signal?.removeEventListener("abort", abort);
    socket.off("error", reject);
  }
  return new Connection(socket);
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error("aborted", { cause: reason });
}
