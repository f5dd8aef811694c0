import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** A text file of the tree; `path` is relative to its root, with forward slashes. */
export type SourceFile = { readonly path: string; readonly text: string };

/** Reads the text files that git has or would add, without those it ignores, sorted by path. */
export async function readSourceFiles(root: string): Promise<readonly SourceFile[]> {
  // Root may check a tree that belongs to somebody else: git only lists files here, so it need not trust that tree.
  const args = ["-c", `safe.directory=${root}`, "ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const { stdout } = await execute("git", args, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  const paths = [...new Set(stdout.split("\0"))].filter((path) => path !== "").toSorted();
  const files = await Promise.all(paths.map((path) => readText(root, path)));
  return files.filter((file) => file !== undefined);
}

/** Binary files, links to folders and files deleted but not yet committed hold no text to check. */
async function readText(root: string, path: string): Promise<SourceFile | undefined> {
  try {
    const text = await readFile(join(root, path), "utf8");
    return text.includes("\0") ? undefined : { path, text };
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "EISDIR"))
      return undefined;
    throw error;
  }
}
