import { glob } from "node:fs/promises";

/** The test files of the tree by how they run, as paths relative to its root. */
export type TestFiles = { readonly unit: readonly string[]; readonly system: readonly string[] };

/** Finds the test files whose path contains one of the words; no words means all of them. */
export async function findTestFiles(root: string, words: readonly string[]): Promise<TestFiles> {
  const find = async (...patterns: string[]) => {
    const files = await Array.fromAsync(glob(patterns, { cwd: root, exclude: ["**/node_modules"] }));
    return files.filter((file) => words.length === 0 || words.some((word) => file.includes(word))).toSorted();
  };
  return {
    unit: await find("packages/*/src/**/*.test.{ts,tsx}", "{checks,scripts}/**/*.test.ts"),
    system: await find("packages/*/test/**/*.test.ts"),
  };
}
