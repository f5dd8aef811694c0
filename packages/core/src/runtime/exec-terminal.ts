import { Readable, Writable } from "node:stream";
import { exitNumber } from "./exec-exit.ts";
import { signalExec } from "./exec-signal.ts";
import { SEARCH_PATH } from "./host-tools.ts";
import type { ExecSession } from "./runtime.ts";

/** Runs an exec chain on a terminal of its own. */
export async function execWithTerminal(
  argv: readonly string[],
  { report, ...size }: { readonly cols: number; readonly rows: number; readonly report: (error: unknown) => void },
): Promise<ExecSession> {
  // Native code: loaded only by those who want a terminal.
  const { spawn } = await import("@lydell/node-pty");
  const pty = spawn(argv[0] ?? "", argv.slice(1), { ...size, cwd: "/", env: { PATH: SEARCH_PATH }, encoding: null });
  const { promise: exit, resolve } = Promise.withResolvers<number>();
  const stdout = new Readable({ read: () => pty.resume(), destroy: (error, done) => (pty.resume(), done(error)) });
  // It gives and takes buffers as they are, whatever its types say; as text, a character cut in two would break.
  pty.onData((chunk) => void (stdout.push(chunk) || pty.pause()));
  pty.onExit(({ exitCode, signal }) => {
    stdout.push(null);
    resolve(exitNumber(exitCode, signal));
  });
  const stdin = new Writable({
    write(chunk: Buffer, _encoding, done) {
      pty.write(chunk as unknown as string);
      done();
    },
  });
  return {
    stdin,
    stdout,
    stderr: Readable.from([]),
    resize: ({ cols, rows }) => pty.resize(cols, rows),
    kill: (signal = "SIGTERM") => signalExec({ leader: pty.pid, exit, report }, signal),
    exit,
  };
}
