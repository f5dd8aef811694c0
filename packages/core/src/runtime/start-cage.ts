import type { ChildProcess } from "node:child_process";
import { mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { bringUp, type CageFacts } from "./bring-up-cage.ts";
import { bwrapOptions } from "./bwrap-argv.ts";
import { checkSources, makeCageFolder } from "./cage-folder.ts";
import { cageFiles, type CageRecord, removeRecord } from "./cage-record.ts";
import { DEFAULT_HOME } from "./check-spec.ts";
import { readHostLayout } from "./host-layout.ts";
import { type HostTools, needTool } from "./host-tools.ts";
import { spawnChain } from "./launch-cage.ts";
import { openLaunchFds } from "./launch-fds.ts";
import { launchArgv, type LaunchFacts, stagedMounts } from "./launch-plan.ts";
import { readTail } from "./log-tail.ts";
import { RuntimeError } from "./runtime-error.ts";
import type { CageMount, CageSpec } from "./runtime.ts";
import { readTunAccess, stagedTunOwner } from "./tun-access.ts";

/** Where and with what a cage is started. */
export type StartContext = {
  readonly runDir: string;
  readonly tools: HostTools;
  readonly timeoutMs: number;
  /** Gives the start up. */
  readonly signal?: AbortSignal;
};

/** Where the programs of a cage write, and how to learn what they said. */
export type CageOutput = {
  /** Descriptor for stdout and stderr of the first process, and for bwrap's complaints. */
  readonly programs: number;
  /** Descriptor for the chain that makes the cage and for the user-mode network. */
  readonly chain: number;
  /** The last of what was written since both were opened; asked for when nothing writes any more. */
  said(): Promise<string>;
};

/** A cage whose first process runs, or ran and ended already; `child` is its keeper. */
export type StartedCage = { readonly record: CageRecord; readonly child: ChildProcess };

type Attempt = CageFacts & { readonly context: StartContext; readonly output: CageOutput };

/** Starts a cage whose spec was checked; when it rejects, nothing of the attempt is left but lines in its log. */
export async function startCage(spec: CageSpec, context: StartContext): Promise<StartedCage> {
  await using log = await open(spec.logFile, "a", 0o600);
  const from = (await log.stat()).size;
  const said = () => readTail(spec.logFile, from);
  return await startCageOn({ programs: log.fd, chain: log.fd, said }, spec, context);
}

/** Starts a cage that writes somewhere else than to its log; the output stays the caller's. */
export async function startCageOn(output: CageOutput, spec: CageSpec, context: StartContext): Promise<StartedCage> {
  const { runDir } = context;
  const home = spec.env.HOME ?? DEFAULT_HOME;
  const attempt = { spec, context, output, runDir, files: cageFiles(runDir, spec.cage), home };
  const tunOwner =
    spec.network === "internet" ? stagedTunOwner(await readTunAccess(spec.account), spec.account) : undefined;
  await checkSources(spec.mounts);
  await using undo = new AsyncDisposableStack();
  undo.defer(() => removeRecord(runDir, spec.cage));
  const child = await launch(attempt, tunOwner);
  try {
    const record = await bringUp(attempt, child, context);
    undo.move();
    return { record, child };
  } catch (cause) {
    throw await explain(attempt, cause);
  }
}

async function launch(attempt: Attempt, tunOwner: string | undefined): Promise<ChildProcess> {
  const { spec, files, home, context, output } = attempt;
  const mounts = [...(await makeCageFolder(files, spec, home)), ...spec.mounts];
  const drop = await composeDrop(attempt, { mounts, tunOwner });
  const facts: LaunchFacts = { tools: context.tools, network: spec.network, command: spec.argv };
  const view = { ...spec, home, layout: await readHostLayout(), mounts: drop ? stagedMounts(mounts) : mounts };
  const mkfifo = spec.network === "internet" ? { mkfifo: needTool(context.tools, "mkfifo") } : {};
  await using handles = new AsyncDisposableStack();
  const fds = await openLaunchFds({ files, output, bwrapOptions: bwrapOptions(view), ...mkfifo }, handles);
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

async function explain({ spec, output }: Attempt, cause: unknown): Promise<RuntimeError> {
  const reason = (await output.said()) || (cause as Error).message;
  return new RuntimeError("cage_start_failed", `cage \`${spec.cage}\` did not start: ${reason}`, { cause });
}
