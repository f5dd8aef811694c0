import type { Core } from "@hyperhive/core";
import type { Cli } from "../cli.ts";
import type { Context } from "../context.ts";
import { openingLines } from "./opening-lines.ts";

/** Exit code of a process that its user interrupted twice. */
const INTERRUPTED_EXIT = 130;

/** What `serve` needs of a core. */
export type ServedCore = Pick<Core, "config" | "url" | "hostSocket" | "loginLink" | "start" | "stop">;

/** Starts the core, says where it is, and stops it in order on SIGINT or SIGTERM; a second signal ends the process at once. */
export async function runCore(context: Context, core: ServedCore): Promise<void> {
  using stopping = onStopSignal(context.cli);
  await core.start();
  announce(context, core);
  await stopping.asked;
  context.say("stopping; a second signal ends it at once");
  await core.stop();
}

function announce(context: Context, core: ServedCore): void {
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
