import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { HiveError } from "@hyperhive/wire";
import { GitError } from "../git/git-error.ts";
import { makeGitFolder } from "../git/git-folder.ts";
import { runGit, type GitCall } from "../git/run-git.ts";
import type { HeldFolder } from "../held-folder.ts";
import { copyObjects } from "./copy-objects.ts";
import { stateOfObjects } from "./open-objects.ts";
import { unsafe } from "./proposal-rules.ts";

/** What is needed to look into a hostile repository. */
export type QuarantineOrder = {
  /** Opens its folder of objects. */
  readonly open: () => HeldFolder;
  /** Folder of objects that the copy borrows from, which the core has checked. */
  readonly known: string;
  /** Where copies are made; nobody but the core gets there. */
  readonly folder: string;
  /** What the copy's name begins with. */
  readonly prefix: string;
};

/** Runs `work` on a copy of a hostile repository's objects, a bare repository without refs, and removes the copy. When something is missing there because the repository changed while it was read, throws `busy`; when it is damaged, `unsafe_repo`. */
export async function inQuarantine<T>(order: QuarantineOrder, work: (copy: GitCall) => Promise<T>): Promise<T> {
  await using place = await makePlace(order);
  const copy = await makeCopy(place.path, order);
  using objects = order.open();
  const before = stateOfObjects(objects);
  try {
    const packs = await copyObjects(objects, { target: join(copy.gitDir, "objects"), known: order.known });
    // Their own indexes are not trusted with what they say is where.
    for (const pack of packs) await runGit(["index-pack", pack], copy);
    return await work(copy);
  } catch (thrown) {
    if (!mayBeOfAChange(thrown)) throw thrown;
    if (hasChanged(order, before)) throw changed(thrown);
    throw thrown instanceof GitError ? damaged(thrown) : thrown;
  }
}

async function makePlace({ folder, prefix }: QuarantineOrder): Promise<AsyncDisposable & { readonly path: string }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = await mkdtemp(join(folder, prefix));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

async function makeCopy(folder: string, { known }: QuarantineOrder): Promise<GitCall> {
  const gitDir = join(folder, "repo.git");
  await makeGitFolder(gitDir, { bare: true });
  await writeFile(join(gitDir, "objects", "info", "alternates"), `${known}\n`);
  return { gitDir };
}

function mayBeOfAChange(thrown: unknown): boolean {
  return thrown instanceof GitError || (thrown instanceof HiveError && thrown.code === "not_found");
}

function hasChanged({ open }: QuarantineOrder, before: string): boolean {
  try {
    using objects = open();
    return stateOfObjects(objects) !== before;
  } catch {
    // It could be opened a moment ago.
    return true;
  }
}

function changed(cause: unknown): HiveError {
  return new HiveError("busy", "the repository changed while it was read; submit again", { cause });
}

function damaged(cause: GitError): HiveError {
  return unsafe(cause.trouble === "timed_out" ? "git takes too long to read the repository" : INCOMPLETE, { cause });
}

const INCOMPLETE =
  "the repository lacks a part of the commit's history or is damaged: a shallow or partial clone, objects borrowed by alternates, or a broken file; make it whole (`git fsck` tells what is missing), commit and submit again";
