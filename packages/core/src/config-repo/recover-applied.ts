import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { runGit } from "../git/run-git.ts";

/** Removes what a git or a core that was killed left in an applied repository: locks, drafts and unfinished objects. Nothing else may be at work there. */
export async function recoverApplied(applied: string): Promise<void> {
  if (!existsSync(applied)) return;
  await removeMatching(applied, /\.lock$|^packed-refs\.new$|^fast_import_crash_/);
  const folders = await readdir(join(applied, "refs"), { recursive: true, withFileTypes: true });
  for (const entry of folders)
    if (entry.isFile() && entry.name.endsWith(".lock")) await rm(join(entry.parentPath, entry.name), { force: true });
  await removeMatching(join(applied, "objects"), /^tmp_/);
  await removeMatching(join(applied, "objects", "pack"), /^(?:tmp_|\.tmp-)|\.lock$/);
  // Keeps looking for the tags of a commit fast, however many there are.
  await runGit(["pack-refs", "--all"], { gitDir: applied });
}

/** Removes the entries of a folder of the core whose names match; a folder that is not there is fine. */
export async function removeMatching(folder: string, pattern: RegExp): Promise<void> {
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder))
    if (pattern.test(name)) await rm(join(folder, name), { recursive: true, force: true });
}
