import { openConnection, type Connection } from "./connection.ts";

const MAX_IDLE = 8;

/** A connection for one call; `reused` tells that it lay idle before and may have died meanwhile. */
export type Lease = { readonly connection: Connection; readonly reused: boolean };

/** Keeps a few idle connections to one socket, so that a call need not open one. Idle ones do not keep the process alive. */
export class Pool {
  readonly #socketPath: string;
  readonly #idle: Connection[] = [];
  readonly #leased = new Set<Connection>();
  #closed = false;

  constructor(socketPath: string) {
    this.#socketPath = socketPath;
  }

  /** Hands out an idle connection, or a new one when there is none or `fresh` asks for it; the caller gives it back with `release` or `drop`. */
  async lease(wanted: { fresh: boolean; signal: AbortSignal | undefined }): Promise<Lease> {
    const idle = wanted.fresh ? undefined : this.#takeIdle();
    const connection = idle ?? (await openConnection(this.#socketPath, wanted.signal));
    if (this.#closed) connection.close();
    connection.keepAlive(true);
    this.#leased.add(connection);
    return { connection, reused: idle !== undefined };
  }

  /** Takes back a connection whose call was answered. */
  release(connection: Connection): void {
    this.#leased.delete(connection);
    if (this.#closed || !connection.idle || this.#idle.length >= MAX_IDLE) {
      connection.close();
      return;
    }
    connection.keepAlive(false);
    this.#idle.push(connection);
  }

  /** Takes back a connection that cannot be used again. */
  drop(connection: Connection): void {
    this.#leased.delete(connection);
    connection.close();
  }

  /** Closes every connection, those in use as well: their calls reject. */
  close(): void {
    this.#closed = true;
    for (const connection of [...this.#leased, ...this.#idle]) connection.close();
    this.#idle.length = 0;
  }

  #takeIdle(): Connection | undefined {
    for (let found = this.#idle.pop(); found !== undefined; found = this.#idle.pop()) {
      if (found.idle) return found;
      found.close();
    }
    return undefined;
  }
}
