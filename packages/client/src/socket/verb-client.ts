import type { VerbInput, VerbItem, VerbResponse, VerbTable } from "@hyperhive/wire";
import type { RetryMode } from "./backoff.ts";
import type { Timing } from "./timing.ts";

/** How one call behaves. */
export type CallOptions = {
  /** Aborting closes the call's connection; the call rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Overrides the client's own mode. */
  readonly retry?: RetryMode;
};

/** Where a client connects, and how. */
export type VerbClientOptions = {
  readonly socketPath: string;
  readonly retry?: RetryMode;
  /** For tests. */
  readonly timing?: Timing;
};

/** The verbs of a table that answer with a stream. */
export type StreamCmd<T extends VerbTable> = {
  [C in keyof T & string]: T[C]["item"] extends object ? C : never;
}[keyof T & string];

/** What a stream verb lets its caller send, or never. */
export type StreamInput<V extends VerbTable[string]> = V["input"] extends {
  readonly _zod: { input: infer I };
}
  ? I
  : never;

/** A stream verb after its ok. Iterate it once; leaving the loop closes the connection. */
export interface VerbStream<V extends VerbTable[string]> extends AsyncIterable<VerbItem<V>> {
  /** What the verb answered before the first item. */
  readonly response: VerbResponse<V>;
  /** Sends one input object; resolves when there is room for the next. Throws `connection_lost` after the end. */
  send(input: StreamInput<V>): Promise<void>;
  /** Ends the stream; a waiting loop ends without an error. */
  close(): void;
}

/** A typed client of one socket. Every call settles: with the answer, with the core's error, or with `connection_lost`. */
export interface VerbClient<T extends VerbTable> {
  /** Sends a verb and resolves with its answer. */
  call<C extends keyof T & string>(cmd: C, input: VerbInput<T[C]>, options?: CallOptions): Promise<VerbResponse<T[C]>>;
  /** Opens a stream verb on a connection of its own and resolves after its ok. */
  open<C extends StreamCmd<T>>(cmd: C, input: VerbInput<T[C]>, options?: CallOptions): Promise<VerbStream<T[C]>>;
  /** The items of a stream verb. Throws `connection_lost` when the core ends it, the signal's reason when that aborts. */
  stream<C extends StreamCmd<T>>(cmd: C, input: VerbInput<T[C]>, options?: CallOptions): AsyncIterable<VerbItem<T[C]>>;
  /** Closes all connections; outstanding calls reject with `connection_lost`. */
  close(): void;
}
