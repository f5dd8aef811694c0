import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { atEndOf } from "./at-end-of.test-support.ts";

/** A fresh folder that is removed with everything in it when it is disposed of. */
export function makeTempFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), "hive-core-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** The path of a fresh folder that goes with its test. */
export function tempFolderOf(t: TestContext): string {
  const folder = makeTempFolder();
  atEndOf(t, () => folder[Symbol.dispose]());
  return folder.path;
}
