import type { Verb, VerbItem, VerbRequest, VerbResponse, VerbTable } from "@hyperhive/wire";
import type { z } from "zod";

/** What a handler knows of the call besides its request. */
export type Call = {
  /** Aborts when the caller hangs up or the core stops. */
  readonly signal: AbortSignal;
};

/** Answers one verb. `caller` is who the socket speaks for and what it may reach. */
export type PlainHandler<V extends Verb, C> = (
  request: VerbRequest<V>,
  caller: C,
  call: Call,
) => VerbResponse<V> | Promise<VerbResponse<V>>;

/** Answers a stream verb: without `stream` it stays an ordinary answer. */
export type StreamHandler<V extends Verb, C> = (
  request: VerbRequest<V>,
  caller: C,
  call: Call,
) => StreamAnswer<V> | Promise<StreamAnswer<V>>;

/** The ok of a stream verb and what follows it; `stream` is always called, also when the caller is gone by then. */
export type StreamAnswer<V extends Verb> = {
  readonly response: VerbResponse<V>;
  readonly stream?: (channel: StreamChannel<V>) => Promise<void>;
};

/** A connection that a stream verb has taken over; it closes when the verb's `stream` settles. */
export type StreamChannel<V extends Verb> = {
  readonly signal: AbortSignal;
  /** Bytes that the caller has not taken yet. */
  readonly backlog: () => number;
  /** Sends one item; resolves when there is room for the next. */
  push(item: VerbItem<V>): Promise<void>;
  /** What the caller sends, until it hangs up; a line that does not fit is answered with its error and skipped. */
  inputs(): AsyncIterable<VerbChannelInput<V>>;
  /** Resolves when the caller hangs up; what it sends until then is refused. */
  hungUp(): Promise<void>;
};

/** One line that a stream verb takes after its ok. */
export type VerbChannelInput<V extends Verb> = V["input"] extends z.ZodType ? z.output<V["input"]> : never;

/** A handler for every verb of a table. */
export type Handlers<T extends VerbTable, C> = {
  readonly [K in keyof T]: T[K]["item"] extends z.ZodType ? StreamHandler<T[K], C> : PlainHandler<T[K], C>;
};
