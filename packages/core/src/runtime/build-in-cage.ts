import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { killCage } from "./cage-processes.ts";
import { cageFiles, readRecord, removeRecord } from "./cage-record.ts";
import { exitNumber } from "./exec-exit.ts";
import { needTool } from "./host-tools.ts";
import { openLineOutput } from "./line-output.ts";
import { RuntimeError } from "./runtime-error.ts";
import type { BuildOptions, CageSpec } from "./runtime.ts";
import { startCageOn, type StartContext } from "./start-cage.ts";

const BUILD_MS = 600_000;

/** Runs a spec that was checked to its end in a throwaway cage; the caller sees to it that there is one at a time of each name. */
export async function buildInCage(spec: CageSpec, context: StartContext, options: BuildOptions): Promise<void> {
  const { onLine, signal, timeoutMs = BUILD_MS } = options;
  const late = AbortSignal.timeout(timeoutMs);
  try {
    await build(spec, { ...context, signal: AbortSignal.any([signal, late]) }, onLine);
  } catch (cause) {
    signal.throwIfAborted();
    if (!late.aborted) throw cause;
    throw new RuntimeError("build_failed", `\`${spec.cage}\` did not end within ${timeoutMs / 1000} s`, { cause });
  }
}

async function build(
  spec: CageSpec,
  context: StartContext & { readonly signal: AbortSignal },
  onLine: (line: string) => void,
): Promise<void> {
  const { runDir, tools, signal } = context;
  await clearAway(runDir, spec.cage);
  await using undo = new AsyncDisposableStack();
  undo.defer(() => removeRecord(runDir, spec.cage));
  const place = { folder: cageFiles(runDir, spec.cage).folder, mkfifo: needTool(tools, "mkfifo") };
  const output = undo.use(await openLineOutput(place, onLine));
  const { record, child } = await startCageOn(output, spec, context);
  undo.defer(() => killCage(record.processes));
  const code = await exitOf(child, signal);
  if (code !== 0) throw new RuntimeError("build_failed", `\`${spec.cage}\` ended with exit code ${code}`);
}

async function clearAway(runDir: string, cage: string): Promise<void> {
  const left = await readRecord(runDir, cage);
  if (left) await killCage(left.processes);
  await removeRecord(runDir, cage);
}

async function exitOf(child: ChildProcess, signal: AbortSignal): Promise<number> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit", { signal });
  return exitNumber(child.exitCode, child.signalCode);
}
