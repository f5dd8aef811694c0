import { createCore, readCoreConfig, type Core } from "@hyperhive/core";
import type { Cli, Globals } from "../cli.ts";
import type { Context } from "../context.ts";
import { openingLines } from "../serve/opening-lines.ts";

/** Options of `serve`. */
export type ServeOptions = { readonly port?: number; readonly verbose?: boolean };

/** Exit code of a process that its user interrupted twice. */
const INTERRUPTED_EXIT = 130;

/** Runs a core until SIGINT or SIGTERM, then stops it in order; a second signal ends the process at once. */
export async function serve(context: Context, options: ServeOptions): Promise<void> {
  const { cli, globals } = context;
  const core = await createCore(readConfig(cli, globals, options));
  using stopping = onStopSignal(cli);
  await core.start();
  announce(context, core);
  await stopping.asked;
  context.say("stopping; a second signal ends it at once");
  await core.stop();
}

function readConfig(cli: Cli, globals: Globals, options: ServeOptions) {
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
  return quiet ? { ...config, logLevel: "warn" as const } : config;
}

function announce(context: Context, core: Core): void {
  const link = core.loginLink();
  context.print(
    { url: core.url, login_link: link.url, login_link_expires_at: link.expiresAt, socket: core.hostSocket },
    () => openingLines(core, { link, now: context.cli.now() }),
  );
}

function onStopSignal(cli: Cli): Disposable & { readonly asked: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  let asked = false;
  const onSignal = () => {
    if (asked) cli.exit(INTERRUPTED_EXIT);
    asked = true;
    resolve();
  };
  const undo = (["SIGINT", "SIGTERM"] as const).map((signal) => cli.onSignal(signal, onSignal));
  return { asked: promise, [Symbol.dispose]: () => undo.forEach((off) => off()) };
}
