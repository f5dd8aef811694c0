import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CageProcesses } from "./cage-processes.ts";
import type { HostAccount, NetworkMode } from "./runtime.ts";

/** All that a later core needs to watch, enter and stop a cage. */
export type CageRecord = {
  readonly cage: string;
  /** Unix milliseconds. */
  readonly startedAt: number;
  readonly network: NetworkMode;
  readonly cwd: string;
  readonly home: string;
  readonly account?: HostAccount;
  readonly processes: CageProcesses;
  /** Set once the end was noticed; `code` is 128+n after a signal and absent when nobody saw it. */
  readonly exit?: { readonly at: number; readonly code?: number };
};

/** The files of one cage below a run directory. */
export type CageFiles = {
  readonly record: string;
  readonly folder: string;
  readonly etc: string;
  readonly status: string;
};

/** Names the files of a cage. */
export function cageFiles(runDir: string, cage: string): CageFiles {
  const folder = join(runDir, "cages", cage);
  return {
    record: `${folder}.json`,
    folder,
    etc: join(folder, "etc"),
    status: join(folder, "status"),
  };
}

/** Writes a record so that a reader sees the old or the new one, never half of it. */
export async function writeRecord(runDir: string, record: CageRecord): Promise<void> {
  const path = cageFiles(runDir, record.cage).record;
  // Its own, since a cage's end may be noticed by two at once.
  const draft = `${path}.${randomUUID()}.draft`;
  await mkdir(join(runDir, "cages"), { recursive: true, mode: 0o700 });
  await writeFile(draft, `${JSON.stringify(record)}\n`, { mode: 0o600 });
  await rename(draft, path);
}

/** Reads the record of one cage, `undefined` when there is none. */
export async function readRecord(runDir: string, cage: string): Promise<CageRecord | undefined> {
  try {
    return JSON.parse(await readFile(cageFiles(runDir, cage).record, "utf8")) as CageRecord;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Reads every record of a run directory, in the order of the names. */
export async function readRecords(runDir: string): Promise<readonly CageRecord[]> {
  const folder = join(runDir, "cages");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).toSorted();
  const records = await Promise.all(names.map((name) => readRecord(runDir, name.slice(0, -".json".length))));
  return records.filter((record) => record !== undefined);
}

/** Removes the record and the files of one cage. */
export async function removeRecord(runDir: string, cage: string): Promise<void> {
  const files = cageFiles(runDir, cage);
  await rm(files.record, { force: true });
  await rm(files.folder, { recursive: true, force: true });
}

/** Finds the exit code in what bwrap wrote to its status file; `undefined` when it wrote none. */
export function parseExitCode(status: string): number | undefined {
  const code = /"exit-code":\s*(\d+)/.exec(status)?.[1];
  return code === undefined ? undefined : Number(code);
}
