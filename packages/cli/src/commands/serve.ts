import { createCore, readCoreConfig, type CoreConfig } from "@hyperhive/core";
import type { Cli, Globals } from "../cli.ts";
import type { Context } from "../context.ts";
import { runCore } from "../serve/run-core.ts";

/** Options of `serve`. */
export type ServeOptions = { readonly port?: number; readonly verbose?: boolean };

/** Runs a core in the foreground until it is asked to stop. Throws `core_running` when another one has the state directory. */
export async function serve(context: Context, options: ServeOptions): Promise<void> {
  await runCore(context, await createCore(readConfig(context.cli, context.globals, options)));
}

function readConfig(cli: Cli, globals: Globals, options: ServeOptions): CoreConfig {
  const { runDir, stateDir } = globals;
  const config = readCoreConfig({
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
  const quiet = cli.stderr.isTTY === true && options.verbose !== true && !cli.env["HYPERHIVE_LOG_LEVEL"];
  return quiet ? { ...config, logLevel: "warn" } : config;
}
