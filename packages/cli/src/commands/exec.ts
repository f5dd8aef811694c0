import type { HostClient } from "@hyperhive/client/plain";
import { HiveError } from "@hyperhive/wire/plain";
import type { Cli, Output } from "../cli.ts";
import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { forwardInput, forwardSignals, forwardSize, rawTerminal } from "../exec-input.ts";

/** The stream of one command that runs in a cage. */
export type ExecStream = Awaited<ReturnType<typeof openExec>>;

/** Runs a command in an agent's cage, on a terminal when this is one; resolves with the command's exit code. The terminal is as before afterwards, whatever happens. */
export async function exec(context: Context, given: { name: string; argv: string[] }): Promise<number> {
  const { cli } = context;
  const pty = terminalSize(cli);
  const stream = await openExec(connectHost(context), { ...given, ...(pty !== undefined && { pty }) });
  using input = new DisposableStack();
  if (pty !== undefined) input.use(rawTerminal(cli));
  input.use(pty === undefined ? forwardSignals(cli, stream) : forwardSize(cli, stream));
  input.use(forwardInput(cli.stdin, stream));
  for await (const item of stream) {
    if ("exit_code" in item) return item.exit_code;
    if ("stdout" in item) await write(cli.stdout, item.stdout);
    else await write(cli.stderr, item.stderr);
  }
  throw new HiveError("connection_lost", "the connection to the core closed before the command ended");
}

type Request = { name: string; argv: string[]; pty?: { cols: number; rows: number } };

async function openExec(host: HostClient, request: Request) {
  return await host.open("exec", request);
}

function terminalSize({ stdin, stdout }: Cli): { cols: number; rows: number } | undefined {
  if (stdin.isTTY !== true || stdout.isTTY !== true) return undefined;
  return { cols: stdout.columns ?? 80, rows: stdout.rows ?? 24 };
}

async function write(out: Output, base64: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  out.write(Buffer.from(base64, "base64"), () => resolve());
  await promise;
}
