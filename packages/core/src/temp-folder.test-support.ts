import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";

/** A fresh folder that is removed with everything in it when it is disposed of. */
export function makeTempFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), "hive-core-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** The path of a fresh folder that goes with its test. */
export function tempFolderOf(t: TestContext): string {
  const folder = makeTempFolder();
  t.after(() => folder[Symbol.dispose]());
  return folder.path;
}
