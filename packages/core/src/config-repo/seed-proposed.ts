import { mkdtempSync, renameSync } from "node:fs";
import { chmod, lchown, lstat, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AgentName } from "@hyperhive/wire";
import { agentPaths, proposedDir, type HiveRoots } from "../agents/agent-paths.ts";
import { makeGitFolder } from "../git/git-folder.ts";
import type { Sha } from "../git/git-objects.ts";
import { runGit, type GitCall } from "../git/run-git.ts";
import { HeldFolder } from "../held-folder.ts";

const CONFIG = "config";

/** A proposed repository that is to be made. */
export type ProposedSeed = {
  readonly roots: HiveRoots;
  readonly name: AgentName;
  /** Commit of applied that is checked out on `main`. */
  readonly sha: Sha;
  /** Where it is made; nobody but the core gets there. */
  readonly folder: string;
  readonly prefix: string;
  /** Account and group that get it; the core's own when left out. */
  readonly owner?: number;
};

/** Makes an agent's proposed repository as a copy of what is applied, unless there is a `.git` already; whole or not at all. Files that stood there without one are kept beside it as `config.before-…`. */
export async function seedProposed(seed: ProposedSeed): Promise<void> {
  using all = HeldFolder.open(proposedDir(seed.roots));
  using own = all.make(seed.name, { mode: 0o755 });
  using config = own.make(CONFIG, { mode: 0o755 });
  if (config.look(".git") !== undefined) return;
  await mkdir(seed.folder, { recursive: true, mode: 0o700 });
  const place = await mkdtemp(join(seed.folder, seed.prefix));
  try {
    const made = join(place, CONFIG);
    await makeCheckout(made, seed);
    await handOver(made, seed.owner);
    const isEmpty = [...config.entries()].length === 0;
    if (!isEmpty) renameSync(own.pathOf(CONFIG), mkdtempSync(own.pathOf(`${CONFIG}.before-`)));
    renameSync(made, own.pathOf(CONFIG));
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function makeCheckout(made: string, { roots, name, sha }: ProposedSeed): Promise<void> {
  const gitDir = join(made, ".git");
  await mkdir(made);
  await makeGitFolder(gitDir, { bare: false });
  await copyHistory({ from: { gitDir: agentPaths(roots, name).applied }, to: { gitDir }, sha });
  await writeFile(join(gitDir, "refs", "heads", "main"), `${sha}\n`, { flag: "wx" });
  await runGit(["read-tree", "-u", "--reset", "HEAD"], { gitDir, workTree: made });
}

async function copyHistory({ from, to, sha }: { from: GitCall; to: GitCall; sha: Sha }): Promise<void> {
  const { stdout } = await runGit(["pack-objects", "-q", "--revs", "--stdout"], { ...from, input: `${sha}\n` });
  await runGit(["unpack-objects", "-q"], { ...to, input: stdout });
}

// Other accounts read it in their cages, whatever the core's umask is.
async function handOver(path: string, owner: number | undefined): Promise<void> {
  const found = await lstat(path);
  await chmod(path, (found.mode & 0o777) | (found.isDirectory() ? 0o755 : 0o444));
  if (owner !== undefined) await lchown(path, owner, owner);
  if (!found.isDirectory()) return;
  for (const name of await readdir(path)) await handOver(join(path, name), owner);
}
