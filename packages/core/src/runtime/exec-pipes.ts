import { spawn } from "node:child_process";
import { exitNumber } from "./exec-exit.ts";
import { SEARCH_PATH } from "./host-tools.ts";
import { signalExec } from "./exec-signal.ts";
import type { ExecSession } from "./runtime.ts";

/** Runs an exec chain on three pipes. */
export function execWithPipes(argv: readonly string[], report: (error: unknown) => void): ExecSession {
  // Detached: its session is how its processes are found for a signal.
  const child = spawn(argv[0] ?? "", argv.slice(1), {
    cwd: "/",
    detached: true,
    env: { PATH: SEARCH_PATH },
    stdio: "pipe",
  });
  const { promise: exit, resolve } = Promise.withResolvers<number>();
  child.once("error", () => resolve(127));
  child.once("exit", (code, signal) => resolve(exitNumber(code, signal)));
  // A command that ends without reading is no error of the caller's.
  child.stdin.on("error", () => child.stdin.destroy());
  return {
    stdin: child.stdin,
    stdout: child.stdout,
    stderr: child.stderr,
    resize() {},
    kill: (signal = "SIGTERM") => signalExec({ leader: child.pid, exit, report }, signal),
    exit,
  };
}
