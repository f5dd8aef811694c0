import { chmod, mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What kind of repository it is. */
export type GitFolderKind = {
  readonly bare: boolean;
  /** Whether git makes what it writes there readable for the group. */
  readonly groupReads?: boolean;
};

/** Makes the inside of a new repository at a path that is not there, without branches. Written by hand so that it is the same with every version of git. */
export async function makeGitFolder(path: string, kind: GitFolderKind): Promise<void> {
  for (const folder of ["", "objects", "objects/info", "objects/pack", "refs", "refs/heads", "refs/tags"])
    await makeOpen(join(path, folder));
  await writeOpen(join(path, "HEAD"), "ref: refs/heads/main\n");
  await writeOpen(join(path, "config"), configOf(kind));
}

function configOf({ bare, groupReads = false }: GitFolderKind): string {
  const own = bare ? ["bare = true"] : ["bare = false", "filemode = true", "logallrefupdates = true"];
  const shared = groupReads ? ["sharedRepository = 0640"] : [];
  return ["[core]", "repositoryformatversion = 0", ...own, ...shared].join("\n\t").concat("\n");
}

// Whatever the core's umask is; what the folder above hands on (its group) stays.
async function makeOpen(path: string): Promise<void> {
  await mkdir(path);
  await chmod(path, ((await stat(path)).mode & 0o7777) | 0o755);
}

async function writeOpen(path: string, text: string): Promise<void> {
  await writeFile(path, text, { flag: "wx" });
  await chmod(path, 0o644);
}
