import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestHive } from "@hyperhive/testkit";
import { voiceOf } from "./agent-voice.ts";

/** What a commit holds; names and texts are taken as they are, as far as git itself takes them. */
export type RawCommit = {
  readonly message: string;
  readonly author: string;
  /** Changed files, by their path; the others are those of the parent. */
  readonly files?: Readonly<Record<string, string>>;
};

/** Makes commits of `coder`'s configuration in the manager's cage, as a manager that plays git foul would: object by object. Each is a child of what is deployed, or, in a chain, of the one before. Resolves with their shas. */
export async function makeCommits(
  hive: TestHive,
  commits: readonly RawCommit[],
  { chain = false }: { readonly chain?: boolean } = {},
): Promise<readonly string[]> {
  const [parent = "", tree = ""] = await git(
    hive,
    "git fetch -q /applied/coder main && git rev-parse FETCH_HEAD FETCH_HEAD^{tree}",
  );
  const trees: string[] = [];
  for (const { files } of commits) trees.push(files === undefined ? tree : await writeTree(hive, files));
  const textOf = (commit: RawCommit, at: number, over: string) =>
    commitText(commit, { tree: trees[at] ?? tree, parent: over });
  const texts: string[] = [];
  for (const [at, commit] of commits.entries()) {
    const before = chain ? texts.at(-1) : undefined;
    texts.push(textOf(commit, at, before === undefined ? parent : shaOf(before)));
  }
  return await writeObjects(hive, "commit", texts);
}

// As git names it, so that a child can be made before its parent is stored.
function shaOf(commit: string): string {
  return createHash("sha1")
    .update(`commit ${Buffer.byteLength(commit)}\0${commit}`)
    .digest("hex");
}

/** Submits commits for approval; resolves with their ids. */
export async function submit(
  hive: TestHive,
  proposals: readonly { readonly sha: string; readonly description: string }[],
): Promise<readonly number[]> {
  using manager = voiceOf(hive, "manager");
  const ids: number[] = [];
  for (const { sha, description } of proposals) {
    const { approval_id: id } = await manager.call("request_apply_commit", {
      agent: "coder",
      commit_ref: sha,
      description,
    });
    ids.push(id);
  }
  return ids;
}

function commitText({ message, author }: RawCommit, { tree, parent }: { tree: string; parent: string }): string {
  const by = `${author} <a@example> 1750000000 +0000`;
  return `tree ${tree}\nparent ${parent}\nauthor ${by}\ncommitter ${by}\n\n${message}\n`;
}

async function writeTree(hive: TestHive, files: Readonly<Record<string, string>>): Promise<string> {
  const shas = await writeObjects(hive, "blob", Object.values(files));
  const index = Object.keys(files).map((path, at) => `100644 ${shas[at]}\t${path}\0`);
  writeFileSync(join(scratch(hive), "index"), index.join(""));
  const [tree = ""] = await git(
    hive,
    "git read-tree FETCH_HEAD && git update-index -z --index-info < /shared/scratch/index && git write-tree",
  );
  return tree;
}

async function writeObjects(hive: TestHive, type: string, texts: readonly string[]): Promise<readonly string[]> {
  const folder = scratch(hive);
  texts.forEach((text, at) => writeFileSync(join(folder, String(at)), text));
  writeFileSync(join(folder, "paths"), texts.map((_, at) => `/shared/scratch/${at}\n`).join(""));
  return await git(hive, `git hash-object -w -t ${type} --no-filters --stdin-paths < /shared/scratch/paths`);
}

function scratch({ folder }: TestHive): string {
  const path = join(folder.stateDir, "shared", "scratch");
  mkdirSync(path, { recursive: true });
  return path;
}

async function git(hive: TestHive, script: string): Promise<readonly string[]> {
  const { exitCode, output } = await hive.run("manager", ["sh", "-c", `cd /agents/coder/config && ${script}`]);
  if (exitCode !== 0) throw new Error(`expected git to do it, got exit code ${exitCode}: ${output}`);
  return output.trim().split("\n");
}
