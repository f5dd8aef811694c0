import { openResponse } from "@hyperhive/wire/plain";

/** How a client writes requests and reads what comes back. */
export interface VerbCodec {
  /** The line of a request. */
  request(cmd: string, input: Record<string, unknown>): Record<string, unknown>;
  /** The fields of an answer. Throws the core's error. */
  answer(cmd: string, line: Record<string, unknown>): unknown;
  /** The fields of one line of a stream. */
  item(cmd: string, line: Record<string, unknown>): unknown;
}

/** Leaves all checking to the core, which checks every request anyway, and takes its answers as they come. */
export const plainCodec: VerbCodec = {
  request: (cmd, input) => ({ cmd, ...input }),
  answer: (_, line) => fieldsOf(line),
  item: (_, line) => fieldsOf(line),
};

function fieldsOf(line: Record<string, unknown>): unknown {
  const { version: _, ok: __, ...fields } = openResponse(line);
  return fields;
}
