import type { HostClient } from "@hyperhive/client/plain";
import type { Build } from "@hyperhive/wire";
import { HiveError } from "@hyperhive/wire/plain";
import { connectHost } from "./connect-host.ts";
import type { Context } from "./context.ts";
import { buildLines, buildStanding, hasEnded } from "./render/build-lines.ts";
import { lookOf } from "./render/look.ts";

const INTERRUPTED_EXIT = 130;

/** Prints what builds print, in the order of the queue, until each has ended; resolves with 0 when all are done, 1 when one is not. ctrl-C ends the printing and nothing else. */
export async function followBuilds(context: Context, ids: readonly number[]): Promise<number> {
  const host = connectHost(context);
  const interrupt = new AbortController();
  using listening = new DisposableStack();
  listening.defer(context.cli.onSignal("SIGINT", () => interrupt.abort()));
  const inOrder = [...new Set(ids)].toSorted((a, b) => a - b);
  let code = 0;
  for (const [at, id] of inOrder.entries()) {
    const build = await followBuild(context, { host, id, signal: interrupt.signal });
    if (build === undefined) return tellWhatGoesOn(context, inOrder.slice(at));
    if (build.state !== "done") code = 1;
  }
  return code;
}

type Following = { readonly host: HostClient; readonly id: number; readonly signal: AbortSignal };

/** Resolves with the build once it has ended, with nothing when the signal came first. */
async function followBuild(context: Context, { host, id, signal }: Following): Promise<Build | undefined> {
  try {
    const stream = await host.open("build_output", { id, follow: true }, { signal });
    using closing = new DisposableStack();
    closing.defer(() => stream.close());
    printItem(context, stream.response);
    if (hasEnded(stream.response.build)) return stream.response.build;
    for await (const item of stream) {
      printItem(context, item);
      if ("build" in item && hasEnded(item.build)) return item.build;
    }
    throw new HiveError("connection_lost", "the connection to the core closed before the build ended");
  } catch (error) {
    if (signal.aborted) return undefined;
    throw withAdvice(error, id);
  }
}

function printItem(context: Context, item: { build?: Build; lines?: readonly { line: string }[] }): void {
  const { build, lines = [] } = item;
  const look = lookOf(context.cli);
  const standing = build === undefined ? [] : buildStanding(build, look);
  const ended = build !== undefined && hasEnded(build);
  const printed = buildLines(lines);
  context.print(item, () => (ended ? [...printed, ...standing] : [...standing, ...printed]));
}

/** The build is the core's: it goes on, or is taken up again, without us. */
function withAdvice(error: unknown, id: number): unknown {
  if (!(error instanceof HiveError) || error.code !== "connection_lost") return error;
  return new HiveError(error.code, `${error.message}; see what became of it with \`hive-c0re build ${id}\``, {
    cause: error,
  });
}

function tellWhatGoesOn({ cli }: Context, ids: readonly number[]): number {
  const lines = ids.map(
    (id) => `  build ${id}: \`hive-c0re build ${id} -f\` follows it again, \`hive-c0re cancel-build ${id}\` ends it`,
  );
  cli.stderr.write(`\nno longer following; what goes on:\n${lines.join("\n")}\n`);
  return INTERRUPTED_EXIT;
}
