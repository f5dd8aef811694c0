import type { z } from "zod";

/** A request and response of one `cmd`. A stream verb answers once and then sends more responses of its `item` shape until either side closes. */
export type Verb = {
  readonly summary: string;
  readonly request: z.ZodObject;
  readonly response: z.ZodObject;
  readonly item?: z.ZodType;
  /** What the client may send on the same connection after the request. */
  readonly input?: z.ZodType;
};

/** The verbs of one socket, by `cmd`. */
export type VerbTable = Readonly<Record<string, Verb>>;

/** What a caller passes for a verb, without `cmd`. */
export type VerbInput<V extends Verb> = z.input<V["request"]>;
/** What a handler gets for a verb, defaults filled in. */
export type VerbRequest<V extends Verb> = z.output<V["request"]>;
/** What a verb answers, without the envelope. */
export type VerbResponse<V extends Verb> = z.output<V["response"]>;
/** One line of a stream verb, without the envelope. */
export type VerbItem<V extends Verb> = V["item"] extends z.ZodType ? z.output<V["item"]> : never;
