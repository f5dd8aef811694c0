import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Makes the inside of a new repository at a path that is not there, without branches. Written by hand so that it is the same with every version of git. Files of a bare one are readable for its group. */
export async function makeGitFolder(path: string, { bare }: { bare: boolean }): Promise<void> {
  for (const folder of ["", "objects", "objects/info", "objects/pack", "refs", "refs/heads", "refs/tags"])
    await mkdir(join(path, folder), { mode: 0o755 });
  await writeOpen(join(path, "HEAD"), "ref: refs/heads/main\n");
  await writeOpen(join(path, "config"), bare ? BARE : ORDINARY);
}

const BARE = "[core]\n\trepositoryformatversion = 0\n\tbare = true\n\tsharedRepository = 0640\n";
const ORDINARY =
  "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tfilemode = true\n\tlogallrefupdates = true\n";

async function writeOpen(path: string, text: string): Promise<void> {
  await writeFile(path, text, { flag: "wx" });
  await chmod(path, 0o644);
}
