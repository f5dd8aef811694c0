import { createCore, createLog, readCoreConfig, type CoreConfig, type CoreOverrides } from "@hyperhive/core";
import type { Cli, Globals } from "../cli.ts";
import type { Context } from "../context.ts";
import { humanLine } from "../serve/human-line.ts";
import { runCore } from "../serve/run-core.ts";

/** Options of `serve`. */
export type ServeOptions = { readonly port?: number; readonly verbose?: boolean };

/** Runs a core in the foreground until it is asked to stop. Throws `core_running` when another one has the state directory. */
export async function serve(context: Context, options: ServeOptions): Promise<void> {
  const { cli } = context;
  // A program that reads the log gets JSON; a person at a terminal gets words, and only what went wrong.
  const forPerson = cli.stderr.isTTY === true && !cli.env["HYPERHIVE_LOG_LEVEL"];
  const config = readConfig(cli, context.globals, options);
  const overrides: CoreOverrides = forPerson
    ? { log: createLog(options.verbose === true ? "info" : "warn", (line) => void cli.stderr.write(humanLine(line))) }
    : {};
  await runCore(context, await createCore(config, overrides));
}

function readConfig(cli: Cli, globals: Globals, options: ServeOptions): CoreConfig {
  const { runDir, stateDir } = globals;
  return readCoreConfig({
    env: cli.env,
    flags: {
      ...(runDir !== undefined && { runDir }),
      ...(stateDir !== undefined && { stateDir }),
      ...(options.port !== undefined && { port: options.port }),
    },
    uid: cli.uid,
    home: cli.home,
    nodePath: cli.nodePath,
  });
}
