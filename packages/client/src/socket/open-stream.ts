import { openResponse, readLeniently } from "@hyperhive/wire";
import { lost } from "./connection.ts";
import { ask, closeOnAbort, readAnswer, type Exchange } from "./exchange.ts";

/** A connection that a stream verb has taken over. */
export class OpenStream {
  readonly response: unknown;
  readonly #exchange: Exchange;
  readonly #aborting: Disposable;
  #closed = false;

  private constructor(exchange: Exchange, response: unknown, aborting: Disposable) {
    this.#exchange = exchange;
    this.response = response;
    this.#aborting = aborting;
  }

  /** Sends the request and waits for the ok. Closes the connection when that fails. */
  static async start(exchange: Exchange): Promise<OpenStream> {
    const aborting = closeOnAbort(exchange.lease.connection, exchange.signal);
    try {
      const response = readAnswer(exchange, await ask(exchange));
      return new OpenStream(exchange, response, aborting);
    } catch (error) {
      aborting[Symbol.dispose]();
      exchange.pool.drop(exchange.lease.connection);
      throw error;
    }
  }

  async send(input: object): Promise<void> {
    this.#exchange.lease.connection.send(input);
    await this.#exchange.lease.connection.drained();
  }

  close(): void {
    this.#closed = true;
    this.#aborting[Symbol.dispose]();
    this.#exchange.pool.drop(this.#exchange.lease.connection);
  }

  async *[Symbol.asyncIterator]() {
    const { verb, lease, signal } = this.#exchange;
    try {
      for (;;) {
        const line = await lease.connection.next();
        signal?.throwIfAborted();
        if (line === undefined) break;
        if (verb.item !== undefined) yield readLeniently(verb.item, openResponse(line), "an item of the stream");
      }
      if (!this.#closed) throw lost("in the middle of a stream");
    } finally {
      this.close();
    }
  }
}
