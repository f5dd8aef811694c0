import { completeProcesses } from "./cage-processes.ts";
import { readRecord } from "./cage-record.ts";
import { checkCage, checkCommand } from "./check-spec.ts";
import { execWithPipes } from "./exec-pipes.ts";
import { execArgv } from "./exec-plan.ts";
import { execWithTerminal } from "./exec-terminal.ts";
import type { RuntimeLog } from "./exit-watch.ts";
import { findHostTools } from "./host-tools.ts";
import { isRunning } from "./process-table.ts";
import { RuntimeError } from "./runtime-error.ts";
import type { ExecOptions, ExecSession } from "./runtime.ts";

/** Runs a command in a cage that runs, refuses with `cage_not_running` when it does not. */
export async function execInCage(
  cage: string,
  { runDir, log }: { readonly runDir: string; readonly log: RuntimeLog },
  options: ExecOptions,
): Promise<ExecSession> {
  checkCage(cage);
  checkCommand(options);
  const record = await readRecord(runDir, cage);
  const processes = record && (await completeProcesses(record.processes));
  if (!record || !processes?.init || !(await isRunning(processes.init))) {
    throw new RuntimeError("cage_not_running", `cage \`${cage}\` does not run; start it first`);
  }
  const argv = execArgv(await findHostTools(), { ...record, processes }, options);
  const report = (error: unknown) => log.warn({ err: error, cage }, "a command in the cage could not be signalled");
  return options.pty ? execWithTerminal(argv, { ...options.pty, report }) : execWithPipes(argv, report);
}
