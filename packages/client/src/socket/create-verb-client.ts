import type { VerbTable } from "@hyperhive/wire";
import { attemptUntilAnswered, type AttemptPlan } from "./attempt-until-answered.ts";
import { exchange } from "./exchange.ts";
import { Lanes } from "./lanes.ts";
import { OpenStream } from "./open-stream.ts";
import { Pool } from "./pool.ts";
import { systemTiming } from "./timing.ts";
import type { CallOptions, VerbClient, VerbClientOptions } from "./verb-client.ts";
import type { VerbCodec } from "./verb-codec.ts";

// Well below the number of connections that the core lets one socket have.
const MAX_CALLS_AT_ONCE = 32;

/** Whether a request may be sent again although the first one may have been carried out. */
export type SafeToRepeat = (cmd: string, input: Record<string, unknown>) => boolean;

/** What makes one socket's client differ from another's. */
export type VerbRules = { readonly codec: VerbCodec; readonly isSafeToRepeat: SafeToRepeat };

/** Makes a client of the verbs of one socket. Opens nothing until the first call. */
export function createVerbClient<T extends VerbTable>(rules: VerbRules, options: VerbClientOptions): VerbClient<T> {
  // The class works on the verbs' general shape; the interface gives each verb its own types back.
  return new SocketVerbClient(rules, options) as unknown as VerbClient<T>;
}

class SocketVerbClient {
  readonly #rules: VerbRules;
  readonly #options: VerbClientOptions;
  readonly #pool: Pool;
  readonly #lanes = new Lanes(MAX_CALLS_AT_ONCE);

  constructor(rules: VerbRules, options: VerbClientOptions) {
    this.#rules = rules;
    this.#options = options;
    this.#pool = new Pool(options.socketPath);
  }

  async call(cmd: string, input: Record<string, unknown>, options: CallOptions = {}) {
    const { codec } = this.#rules;
    const { signal } = options;
    const request = codec.request(cmd, input);
    return await attemptUntilAnswered(this.#plan(cmd, input, options), async (fresh) => {
      using _lane = await this.#lanes.enter(signal);
      const lease = await this.#pool.lease({ fresh, signal });
      return codec.answer(cmd, await exchange({ pool: this.#pool, lease, request, signal }));
    });
  }

  async open(cmd: string, input: Record<string, unknown>, options: CallOptions = {}) {
    const { codec } = this.#rules;
    const { signal } = options;
    const request = codec.request(cmd, input);
    return await attemptUntilAnswered(this.#plan(cmd, input, options), async () => {
      const lease = await this.#pool.lease({ fresh: true, signal });
      return await OpenStream.start({ pool: this.#pool, lease, request, signal }, { cmd, codec });
    });
  }

  async *stream(cmd: string, input: Record<string, unknown>, options: CallOptions = {}) {
    yield* await this.open(cmd, input, options);
  }

  close(): void {
    this.#pool.close();
  }

  #plan(cmd: string, input: Record<string, unknown>, options: CallOptions): AttemptPlan {
    return {
      mode: options.retry ?? this.#options.retry ?? "never",
      timing: this.#options.timing ?? systemTiming,
      repeatable: this.#rules.isSafeToRepeat(cmd, input),
      signal: options.signal,
    };
  }
}
