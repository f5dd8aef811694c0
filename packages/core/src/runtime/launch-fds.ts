import { type FileHandle, open, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openCagePipe } from "./cage-pipe.ts";
import type { CageFiles } from "./cage-record.ts";
import type { LaunchFds } from "./launch-cage.ts";

/** What the descriptors of one launch are made from. */
export type LaunchInputs = {
  readonly files: CageFiles;
  readonly log: FileHandle;
  readonly bwrapOptions: readonly string[];
  /** Path of mkfifo, when the cage gets a network of its own. */
  readonly mkfifo?: string;
};

/** Opens what the chain inherits; all of it is closed with `handles`. */
export async function openLaunchFds(inputs: LaunchInputs, handles: AsyncDisposableStack): Promise<LaunchFds> {
  const { files, log, bwrapOptions, mkfifo } = inputs;
  const status = handles.use(await open(files.status, "w", 0o600));
  const options = handles.use(await openOptions(files, bwrapOptions));
  const plain = { log: log.fd, status: status.fd, options: options.fd };
  if (mkfifo === undefined) return plain;
  const hold = await openCagePipe(files.folder, mkfifo);
  const [read, write] = [handles.use(hold.read), handles.use(hold.write)];
  const networkLog = handles.use(await open(files.networkLog, "w", 0o600));
  return { ...plain, network: { holdRead: read.fd, holdWrite: write.fd, log: networkLog.fd } };
}

async function openOptions(files: CageFiles, words: readonly string[]): Promise<FileHandle> {
  const path = join(files.folder, "options");
  await writeFile(path, words.map((word) => `${word}\0`).join(""), { mode: 0o600 });
  try {
    return await open(path, "r");
  } finally {
    // It holds the environment: only the descriptor may keep it.
    await rm(path);
  }
}
