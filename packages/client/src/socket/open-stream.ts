import { lost } from "./connection.ts";
import { ask, closeOnAbort, type Exchange } from "./exchange.ts";
import type { VerbCodec } from "./verb-codec.ts";

/** Which verb a stream belongs to, and how its lines are read. */
type StreamVerb = { readonly cmd: string; readonly codec: VerbCodec };

/** A connection that a stream verb has taken over. */
export class OpenStream {
  readonly response: unknown;
  readonly #exchange: Exchange;
  readonly #verb: StreamVerb;
  readonly #aborting: Disposable;
  #closed = false;

  private constructor(exchange: Exchange, verb: StreamVerb, opened: { response: unknown; aborting: Disposable }) {
    this.#exchange = exchange;
    this.#verb = verb;
    this.response = opened.response;
    this.#aborting = opened.aborting;
  }

  /** Sends the request and waits for the ok. Closes the connection when that fails. */
  static async start(exchange: Exchange, verb: StreamVerb): Promise<OpenStream> {
    const aborting = closeOnAbort(exchange.lease.connection, exchange.signal);
    try {
      const response = verb.codec.answer(verb.cmd, await ask(exchange));
      return new OpenStream(exchange, verb, { response, aborting });
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
    const { lease, signal } = this.#exchange;
    const { cmd, codec } = this.#verb;
    try {
      for (;;) {
        const line = await lease.connection.next();
        signal?.throwIfAborted();
        if (line === undefined) break;
        yield codec.item(cmd, line);
      }
      if (!this.#closed) throw lost("in the middle of a stream");
    } finally {
      this.close();
    }
  }
}
