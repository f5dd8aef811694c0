import { runGit, type GitCall } from "./run-git.ts";

/** A commit's, tree's or file's full name in git. */
export type Sha = string;

const HEADER_BYTES = 100;

/** What git says of a name: the object, or why there is none. */
export type Lookup =
  | { readonly kind: "found"; readonly sha: Sha; readonly type: string; readonly size: number }
  | { readonly kind: "missing" }
  | { readonly kind: "ambiguous" };

/** Looks names up in one go, in their order. They must be free of line ends. */
export async function lookUp(names: readonly string[], call: GitCall): Promise<readonly Lookup[]> {
  const input = names.map((name) => `${name}\n`).join("");
  const { stdout } = await runGit(["cat-file", "--batch-check"], { ...call, input });
  return stdout.toString().trimEnd().split("\n").map(lookupOf);
}

/** The contents of objects, in the order of asking. Throws `GitError` when they are more than `maxBytes` together. */
export async function readObjects(
  shas: readonly Sha[],
  { maxBytes, ...call }: GitCall & { maxBytes: number },
): Promise<readonly Buffer[]> {
  if (shas.length === 0) return [];
  const input = shas.map((sha) => `${sha}\n`).join("");
  const limit = maxBytes + shas.length * HEADER_BYTES;
  const { stdout } = await runGit(["cat-file", "--batch"], { ...call, input, maxBytes: limit });
  return [...objectsIn(stdout)];
}

function lookupOf(line: string): Lookup {
  const [, sha, type = "", size] = /^([0-9a-f]{40}) (\w+) (\d+)$/.exec(line) ?? [];
  if (sha !== undefined) return { kind: "found", sha, type, size: Number(size) };
  return { kind: line.endsWith(" ambiguous") ? "ambiguous" : "missing" };
}

function* objectsIn(output: Buffer): Generator<Buffer> {
  for (let at = 0; at < output.length;) {
    const start = output.indexOf("\n", at) + 1;
    const header = output.subarray(at, start).toString();
    const size = Number(/^[0-9a-f]{40} \w+ (\d+)\n$/.exec(header)?.[1]);
    if (!Number.isSafeInteger(size)) throw new Error(`expected an object of git, got ${header.trim()}`);
    yield output.subarray(start, start + size);
    at = start + size + 1;
  }
}
