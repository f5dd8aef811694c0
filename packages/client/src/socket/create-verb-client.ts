import { parseAs, type VerbTable } from "@hyperhive/wire";
import { attemptUntilAnswered } from "./attempt-until-answered.ts";
import { exchange } from "./exchange.ts";
import { OpenStream } from "./open-stream.ts";
import { Pool } from "./pool.ts";
import { systemTiming } from "./timing.ts";
import type { CallOptions, VerbClient, VerbClientOptions } from "./verb-client.ts";

/** Whether a request may be sent again although the first one may have been carried out. */
export type SafeToRepeat = (cmd: string, input: Record<string, unknown>) => boolean;

/** Makes a client of any verb table. Opens nothing until the first call. */
export function createVerbClient<T extends VerbTable>(
  table: T,
  safeToRepeat: SafeToRepeat,
  options: VerbClientOptions,
): VerbClient<T> {
  const client = new SocketVerbClient(table, safeToRepeat, options);
  // The class works on the table's general shape; the interface gives each verb its own types back.
  return client as unknown as VerbClient<T>;
}

class SocketVerbClient {
  readonly #table: VerbTable;
  readonly #safeToRepeat: SafeToRepeat;
  readonly #options: VerbClientOptions;
  readonly #pool: Pool;

  constructor(table: VerbTable, safeToRepeat: SafeToRepeat, options: VerbClientOptions) {
    this.#table = table;
    this.#safeToRepeat = safeToRepeat;
    this.#options = options;
    this.#pool = new Pool(options.socketPath);
  }

  async call(cmd: string, input: Record<string, unknown>, options: CallOptions = {}) {
    const verb = this.#verb(cmd);
    const request = { cmd, ...(parseAs(verb.request, input) as object) };
    return await attemptUntilAnswered(this.#plan(cmd, input, options), async (fresh) => {
      const lease = await this.#pool.lease({ fresh, signal: options.signal });
      return await exchange({ pool: this.#pool, lease, request, verb, signal: options.signal });
    });
  }

  async open(cmd: string, input: Record<string, unknown>, options: CallOptions = {}) {
    const verb = this.#verb(cmd);
    const request = { cmd, ...(parseAs(verb.request, input) as object) };
    return await attemptUntilAnswered(this.#plan(cmd, input, options), async () => {
      const lease = await this.#pool.lease({ fresh: true, signal: options.signal });
      return await OpenStream.start({
        pool: this.#pool,
        lease,
        request,
        verb,
        signal: options.signal,
      });
    });
  }

  async *stream(cmd: string, input: Record<string, unknown>, options: CallOptions = {}) {
    yield* await this.open(cmd, input, options);
  }

  close(): void {
    this.#pool.close();
  }

  #verb(cmd: string) {
    const verb = this.#table[cmd];
    if (verb === undefined) throw new TypeError(`no verb \`${cmd}\` in this client's table`);
    return verb;
  }

  #plan(cmd: string, input: Record<string, unknown>, options: CallOptions) {
    return {
      mode: options.retry ?? this.#options.retry ?? "never",
      timing: this.#options.timing ?? systemTiming,
      repeatable: this.#safeToRepeat(cmd, input),
      signal: options.signal,
    };
  }
}
