import {
  failedResponse,
  HiveError,
  okResponse,
  parseAs,
  parseLine,
  type SplitLine,
  type Verb,
  type VerbTable,
} from "@hyperhive/wire";
import type { Logger } from "pino";
import type { LineConnection } from "./line-connection.ts";
import { streamChannel } from "./stream-channel.ts";
import type { Call, Handlers, StreamAnswer } from "./verb-handlers.ts";
import { wireError } from "./wire-error.ts";

/** Time after which a connection without a request is closed. */
const IDLE_MS = 10 * 60_000;

/** What one socket serves, and for whom. */
export type Surface<T extends VerbTable, C> = {
  readonly table: T;
  readonly handlers: Handlers<T, C>;
  readonly caller: C;
  readonly log: Logger;
  readonly idleMs?: number;
};

type AnyHandler = (request: object, caller: unknown, call: Call) => object | Promise<object>;
type AnySurface = Surface<VerbTable, unknown>;

/** Answers the requests of one connection strictly in order, until it ends or a stream verb has taken it over and is done. A bad line is answered with its error and the connection goes on. */
export async function serveVerbs<T extends VerbTable, C>(
  connection: LineConnection,
  surface: Surface<T, C>,
): Promise<void> {
  const { idleMs = IDLE_MS } = surface;
  for (;;) {
    const line = await connection.next(idleMs);
    if (line === undefined) return;
    const stream = await answer(connection, line, surface as unknown as AnySurface);
    if (stream === undefined) continue;
    await stream();
    return;
  }
}

// Resolves with what is left to do when the verb turned out to be a stream.
async function answer(
  connection: LineConnection,
  line: SplitLine,
  surface: AnySurface,
): Promise<(() => Promise<void>) | undefined> {
  try {
    const { cmd, verb, request } = readRequest(line, surface.table);
    const handler = surface.handlers[cmd] as AnyHandler;
    const answered = await handler(request, surface.caller, { signal: connection.signal });
    if (verb.item === undefined) return await settled(connection.send(okResponse(answered)));
    const { response, stream } = answered as StreamAnswer<Verb>;
    await connection.send(okResponse(response));
    if (stream !== undefined) return () => runStream(connection, verb, { stream, log: surface.log });
  } catch (thrown) {
    await connection.send(failedResponse(wireError(thrown, surface.log)));
  }
  return undefined;
}

async function settled(sending: Promise<void>): Promise<undefined> {
  await sending;
}

async function runStream(
  connection: LineConnection,
  verb: Verb,
  { stream, log }: { stream: NonNullable<StreamAnswer<Verb>["stream"]>; log: Logger },
): Promise<void> {
  try {
    await stream(streamChannel(connection, verb, log));
  } catch (thrown) {
    if (connection.signal.aborted) return;
    await connection.send(failedResponse(wireError(thrown, log)));
  }
}

function readRequest(line: SplitLine, table: VerbTable): { cmd: string; verb: Verb; request: object } {
  if (line.kind === "too_long")
    throw new HiveError("line_too_long", "expected a line of at most 1 MiB; the whole line was skipped");
  const { cmd, ...fields } = parseLine(line.text);
  if (typeof cmd !== "string") throw new HiveError("bad_request", "`cmd`: expected the name of a verb as a string");
  const verb = Object.hasOwn(table, cmd) ? table[cmd] : undefined;
  if (verb === undefined) {
    throw new HiveError(
      "unknown_command",
      `this socket has no \`cmd\` ${JSON.stringify(cmd.slice(0, 80))}; it has ${Object.keys(table).join(", ")}`,
    );
  }
  return { cmd, verb, request: parseAs(verb.request, fields) };
}
