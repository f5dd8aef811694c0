import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A temporary directory that holds everything one hive writes, and goes with it. */
export type HiveFolder = Disposable & {
  readonly path: string;
  readonly stateDir: string;
  readonly runDir: string;
};

/** Makes one. Its name is short, because socket paths below it must fit the kernel's 107 bytes. */
export function makeHiveFolder(): HiveFolder {
  const path = mkdtempSync(join(tmpdir(), "hive-"));
  // Cages that run under accounts of their own must pass through.
  chmodSync(path, 0o711);
  return {
    path,
    stateDir: join(path, "state"),
    runDir: join(path, "run"),
    // A browser that was just closed may still put something into its home.
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true, maxRetries: 10 }),
  };
}
