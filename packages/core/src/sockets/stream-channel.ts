import { failedResponse, HiveError, okResponse, parseAs, parseLine, type SplitLine, type Verb } from "@hyperhive/wire";
import type { Logger } from "pino";
import type { LineConnection } from "./line-connection.ts";
import type { StreamChannel, VerbChannelInput } from "./verb-handlers.ts";
import { wireError } from "./wire-error.ts";

/** A connection as a stream verb sees it. */
export function streamChannel<V extends Verb>(connection: LineConnection, verb: V, log: Logger): StreamChannel<V> {
  const inputs = () => readInputs(connection, verb, log);
  return {
    signal: connection.signal,
    backlog: () => connection.backlog,
    push: (item) => connection.send(okResponse(item as object)),
    inputs,
    async hungUp() {
      // Read on, although nothing is expected: a paused socket would never report its end.
      for await (const _ of inputs());
    },
  };
}

async function* readInputs<V extends Verb>(
  connection: LineConnection,
  verb: V,
  log: Logger,
): AsyncGenerator<VerbChannelInput<V>> {
  for (let line = await connection.next(); line !== undefined; line = await connection.next()) {
    try {
      yield readInput(line, verb) as VerbChannelInput<V>;
    } catch (thrown) {
      await connection.send(failedResponse(wireError(thrown, log)));
    }
  }
}

function readInput(line: SplitLine, verb: Verb): unknown {
  if (line.kind === "too_long")
    throw new HiveError("line_too_long", "expected a line of at most 1 MiB; the whole line was skipped");
  if (verb.input === undefined)
    throw new HiveError("bad_request", "this stream takes no input; open another connection for requests");
  return parseAs(verb.input, parseLine(line.text));
}
