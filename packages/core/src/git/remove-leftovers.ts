import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** Removes what a killed git left in a repository of the core's own: locks, drafts and unfinished objects. Nothing may be at work there. */
export async function removeLeftovers(gitDir: string): Promise<void> {
  await removeMatching(gitDir, /\.lock$|^packed-refs\.new$|^fast_import_crash_/);
  const refs = await readdir(join(gitDir, "refs"), { recursive: true, withFileTypes: true });
  for (const { name, parentPath } of refs)
    if (name.endsWith(".lock")) await rm(join(parentPath, name), { recursive: true, force: true });
  await removeMatching(join(gitDir, "objects"), /^tmp_/);
  await removeMatching(join(gitDir, "objects", "pack"), /^(?:tmp_|\.tmp-)|\.lock$/);
}

/** Removes the entries of a folder of the core whose names match; a folder that is not there is fine. */
export async function removeMatching(folder: string, pattern: RegExp): Promise<void> {
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder))
    if (pattern.test(name)) await rm(join(folder, name), { recursive: true, force: true });
}
