import { execFile } from "node:child_process";
import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** Both ends of a pipe as plain descriptors that children can inherit; the caller closes them. */
export type CagePipe = { readonly read: FileHandle; readonly write: FileHandle };

/** Makes a pipe that belongs to the children alone: unlike Node's own, it does not break when the core dies. */
export async function openCagePipe(folder: string, mkfifo: string): Promise<CagePipe> {
  const place = await mkdtemp(join(folder, "pipe-"));
  try {
    const path = join(place, "pipe");
    await promisify(execFile)(mkfifo, [path], { env: {} });
    // Opened for both first: an end alone would wait for the other.
    await using both = await open(path, "r+");
    void both;
    const read = await open(path, "r");
    return { read, write: await open(path, "w") };
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
