import { type FileHandle, open, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openCagePipe } from "./cage-pipe.ts";
import type { CageFiles } from "./cage-record.ts";
import type { LaunchFds } from "./launch-cage.ts";
import { seccompFilter } from "./seccomp-filter.ts";

/** What the descriptors of one launch are made from. */
export type LaunchInputs = {
  readonly files: CageFiles;
  readonly output: { readonly programs: number; readonly chain: number };
  readonly bwrapOptions: readonly string[];
  /** Path of mkfifo, when the cage gets a network of its own. */
  readonly mkfifo?: string;
};

/** Opens what the chain inherits; all of it is closed with `handles`. */
export async function openLaunchFds(inputs: LaunchInputs, handles: AsyncDisposableStack): Promise<LaunchFds> {
  const { files, output, bwrapOptions, mkfifo } = inputs;
  const status = handles.use(await open(files.status, "w", 0o600));
  const options = handles.use(await openText(files, bwrapOptions.map((word) => `${word}\0`).join("")));
  const seccomp = handles.use(await openText(files, seccompFilter(process.arch)));
  const plain = {
    programs: output.programs,
    chain: output.chain,
    status: status.fd,
    options: options.fd,
    seccomp: seccomp.fd,
  };
  if (mkfifo === undefined) return plain;
  const hold = await openCagePipe(files.folder, mkfifo);
  const [read, write] = [handles.use(hold.read), handles.use(hold.write)];
  return { ...plain, network: { holdRead: read.fd, holdWrite: write.fd } };
}

async function openText(files: CageFiles, content: string | Buffer): Promise<FileHandle> {
  const path = join(files.folder, "input");
  await writeFile(path, content, { mode: 0o600 });
  try {
    return await open(path, "r");
  } finally {
    // It may hold the environment: only the descriptor may keep it.
    await rm(path);
  }
}
