import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { CORE_IDENTITY } from "../git/git-environment.ts";
import { makeGitFolder } from "../git/git-folder.ts";
import { runGit } from "../git/run-git.ts";
import { passingPlaces } from "./passing-places.ts";
import { checkEntries, checkText } from "./proposal-rules.ts";

/** What a repository begins with: text by path. */
export type SeedFiles = Readonly<Record<string, string>>;

/** Makes an applied repository with one commit, which is `main` and `deployed/0`, unless it is there; whole or not at all. */
export async function seedApplied(applied: string, files: SeedFiles): Promise<void> {
  if (existsSync(applied)) return;
  checkSeed(files);
  const { draft } = passingPlaces(applied);
  await rm(draft, { recursive: true, force: true });
  await makeGitFolder(draft, { bare: true, groupReads: true });
  await runGit(["fast-import", "--quiet", "--done", "--date-format=now"], { gitDir: draft, input: streamOf(files) });
  await rename(draft, applied);
}

function checkSeed(files: SeedFiles): void {
  const entries = Object.entries(files).map(([path, text]) => {
    const bytes = Buffer.from(text);
    checkText(path, bytes);
    return { mode: "100644", sha: "", size: bytes.length, path: Buffer.from(path) };
  });
  checkEntries(entries);
}

function streamOf(files: SeedFiles): string {
  return [
    "commit refs/heads/main",
    `committer ${CORE_IDENTITY.name} <${CORE_IDENTITY.email}> now`,
    data("seed the configuration"),
    ...Object.entries(files).map(([path, text]) => `M 100644 inline ${quoted(path)}\n${data(text)}`),
    "reset refs/tags/deployed/0\nfrom refs/heads/main\n",
    "done\n",
  ].join("\n");
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`;
}

function quoted(path: string): string {
  return `"${path.replaceAll(/["\\]/g, "\\$&")}"`;
}
