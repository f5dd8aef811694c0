import type { ChildProcess } from "node:child_process";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { awaitFirstProcess } from "./await-first-process.ts";
import { bwrapOptions } from "./bwrap-argv.ts";
import { checkSources, makeCageFolder } from "./cage-folder.ts";
import { type CageFiles, cageFiles, type CageRecord, removeRecord, writeRecord } from "./cage-record.ts";
import { DEFAULT_HOME } from "./check-spec.ts";
import { readHostLayout } from "./host-layout.ts";
import { type HostTools, needTool } from "./host-tools.ts";
import { prepareCage, spawnChain } from "./launch-cage.ts";
import { openLaunchFds } from "./launch-fds.ts";
import { launchArgv, type LaunchFacts, stagedMounts } from "./launch-plan.ts";
import { readTail } from "./log-tail.ts";
import { killSession } from "./process-session.ts";
import { RuntimeError } from "./runtime-error.ts";
import type { CageMount, CageSpec } from "./runtime.ts";
import { readTunAccess, stagedTunOwner } from "./tun-access.ts";

/** Where and with what a cage is started. */
export type StartContext = { readonly runDir: string; readonly tools: HostTools; readonly timeoutMs: number };

/** A cage whose first process runs, or ran and ended already; `child` is its keeper. */
export type StartedCage = { readonly record: CageRecord; readonly child: ChildProcess };

type Attempt = {
  readonly spec: CageSpec;
  readonly context: StartContext;
  readonly files: CageFiles;
  readonly home: string;
};

/** Starts a cage whose spec was checked; when it rejects, nothing of the attempt is left but lines in its log. */
export async function startCage(spec: CageSpec, context: StartContext): Promise<StartedCage> {
  const files = cageFiles(context.runDir, spec.cage);
  const attempt = { spec, context, files, home: spec.env.HOME ?? DEFAULT_HOME };
  const tunOwner =
    spec.network === "internet" ? stagedTunOwner(await readTunAccess(spec.account), spec.account) : undefined;
  await checkSources(spec.mounts);
  await using undo = new AsyncDisposableStack();
  undo.defer(() => removeRecord(context.runDir, spec.cage));
  await using log = await open(spec.logFile, "a", 0o600);
  const logStart = (await log.stat()).size;
  const child = await launch(attempt, { log, tunOwner });
  undo.defer(() => endChain(child));
  try {
    const record = await bringUp(attempt, child);
    undo.move();
    return { record, child };
  } catch (cause) {
    throw await explain(attempt, { cause, logStart });
  }
}

async function launch(
  attempt: Attempt,
  { log, tunOwner }: { log: FileHandle; tunOwner: string | undefined },
): Promise<ChildProcess> {
  const { spec, files, home, context } = attempt;
  const mounts = [...(await makeCageFolder(files, spec, home)), ...spec.mounts];
  const drop = await composeDrop(attempt, { mounts, tunOwner });
  const facts: LaunchFacts = { tools: context.tools, network: spec.network, command: spec.argv };
  const view = { ...spec, home, layout: await readHostLayout(), mounts: drop ? stagedMounts(mounts) : mounts };
  const mkfifo = spec.network === "internet" ? { mkfifo: needTool(context.tools, "mkfifo") } : {};
  await using handles = new AsyncDisposableStack();
  const fds = await openLaunchFds({ files, log, bwrapOptions: bwrapOptions(view), ...mkfifo }, handles);
  return await spawnChain(launchArgv(drop ? { ...facts, drop } : facts), fds);
}

async function composeDrop(
  { spec, files }: Attempt,
  { mounts, tunOwner }: { mounts: readonly CageMount[]; tunOwner: string | undefined },
): Promise<LaunchFacts["drop"]> {
  if (!spec.account) return undefined;
  const folder = join(files.folder, "stage");
  await mkdir(folder, { mode: 0o700 });
  const sources = mounts.map((mount) => mount.source);
  return { account: spec.account, staging: { folder, sources, ...(tunOwner === undefined ? {} : { tunOwner }) } };
}

async function bringUp(attempt: Attempt, child: ChildProcess): Promise<CageRecord> {
  const { timeoutMs } = attempt.context;
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`it was not ready within ${timeoutMs} ms`)), timeoutMs);
  try {
    return await Promise.race([letRun(attempt, child), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function letRun({ spec, context, files, home }: Attempt, child: ChildProcess): Promise<CageRecord> {
  const prepared = await prepareCage(child, { withNetwork: spec.network === "internet" });
  const { keeper, slirp } = prepared;
  const { cage, network, cwd, account } = spec;
  const processes = { keeper, ...(slirp ? { slirp } : {}) };
  const record = { cage, network, cwd, home, startedAt: Date.now(), processes, ...(account ? { account } : {}) };
  // Before the first process starts: a core that dies here leaves a cage that the next core knows.
  await writeRecord(context.runDir, record);
  prepared.go();
  const complete = { ...record, processes: await awaitFirstProcess(processes, files.status) };
  await writeRecord(context.runDir, complete);
  return complete;
}

async function endChain(child: ChildProcess): Promise<void> {
  if (child.pid !== undefined) await killSession(child.pid);
}

async function explain(
  { spec }: Attempt,
  { cause, logStart }: { cause: unknown; logStart: number },
): Promise<RuntimeError> {
  const reason = (await readTail(spec.logFile, logStart)) || (cause as Error).message;
  return new RuntimeError("cage_start_failed", `cage \`${spec.cage}\` did not start: ${reason}`, { cause });
}
