import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { HiveError } from "@hyperhive/wire";
import { createPrivateFile } from "../private-file.ts";

/** Held for as long as this core may touch the directory. */
export type DirectoryLock = { release(): void };

const SQLITE_BUSY = 5;

/** Takes the one lock of a directory, or throws `core_running` naming who has it. The kernel releases it when the process dies, however it dies. */
export function lockDirectory(directory: string, pid: number): DirectoryLock {
  const holderFile = join(directory, "core.pid");
  const lockFile = join(directory, "core.lock");
  createPrivateFile(lockFile);
  const database = new DatabaseSync(lockFile, { timeout: 0 });
  try {
    // SQLite's file locks need no native addon, cannot go stale and hold within one process as well.
    database.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    database.close();
    throw isBusy(cause) ? lockedBy(directory, readHolder(holderFile), cause) : cause;
  }
  writeFileSync(holderFile, `${pid}\n`, { mode: 0o644 });
  return { release: () => database.close() };
}

function isBusy(thrown: unknown): boolean {
  return thrown instanceof Error && "errcode" in thrown && thrown.errcode === SQLITE_BUSY;
}

function lockedBy(directory: string, holder: string, cause: unknown): HiveError {
  const text = `another core (${holder}) runs on ${directory}; stop that one, or choose another directory`;
  return new HiveError("core_running", text, { cause });
}

function readHolder(file: string): string {
  try {
    return `process ${readFileSync(file, "utf8").trim()}`;
  } catch {
    // It has the lock but has not written its number yet.
    return "just starting";
  }
}
