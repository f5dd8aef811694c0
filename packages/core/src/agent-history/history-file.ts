import { createStore, type Store } from "../store/create-store.ts";
import { openDatabase } from "../store/open-database.ts";
import { historyMigrations } from "./history-migrations.ts";
import type { HistoryTables } from "./history-tables.ts";
import { moveAside } from "./move-aside.ts";

/** The database of one history; the opener owns it. */
export type HistoryFile = { readonly store: Store<HistoryTables>; readonly inMemory: boolean };

/** Hears what went wrong with the file, in words. */
export type Warn = (text: string, cause: unknown) => void;

const IN_MEMORY = ":memory:";

/** Opens a history. A file that cannot be used is moved aside and a new one begun; when not even that works, or the fault is the disk's and not the file's, events are kept in memory. */
export function openHistoryFile(path: string, warn: Warn): HistoryFile {
  try {
    return open(path);
  } catch (cause) {
    return replaceHistoryFile(path, cause, warn);
  }
}

/** Begins a new history in place of one that failed, as `openHistoryFile` does. Close the failed one first. */
export function replaceHistoryFile(path: string, cause: unknown, warn: Warn): HistoryFile {
  if (path === IN_MEMORY || isPassing(cause)) return openInMemory(path, cause, warn);
  try {
    const moved = moveAside(path);
    warn(`the event history ${path} cannot be used: it is now ${moved}, and a new one begins`, cause);
    return open(path);
  } catch (second) {
    return openInMemory(path, second, warn);
  }
}

function openInMemory(path: string, cause: unknown, warn: Warn): HistoryFile {
  warn(`the event history ${path} cannot be written: events are kept in memory until the core restarts`, cause);
  return open(IN_MEMORY);
}

function open(path: string): HistoryFile {
  // Best effort: a power failure may cost the last events, never the file.
  const database = openDatabase(path, { migrations: historyMigrations, durability: "normal" });
  return { store: createStore<HistoryTables>(database), inMemory: path === IN_MEMORY };
}

// SQLITE_TOOBIG, CONSTRAINT, MISMATCH, RANGE: what was to be stored is wrong, and would be in any file.
const INPUT_RESULTS = new Set([18, 19, 20, 25]);

/** Whether a failed write speaks against the file. What does not is the fault of what was written: an agent's events must never cost it its history. */
export function isFaultOfFile(cause: unknown): boolean {
  const { errcode } = cause as { errcode?: unknown };
  return typeof errcode === "number" && !INPUT_RESULTS.has(errcode & 0xff);
}

// SQLITE_PERM, BUSY, LOCKED, NOMEM, READONLY, IOERR, FULL: the file itself may be whole.
const PASSING_RESULTS = new Set([3, 5, 6, 7, 8, 10, 13]);
const PASSING_CODES = new Set(["EACCES", "EDQUOT", "EMFILE", "ENFILE", "ENOENT", "ENOSPC", "EPERM", "EROFS"]);

function isPassing(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const { code, errcode } = cause as { code?: string; errcode?: number };
  // The low byte is the result, the others say more about it.
  if (errcode !== undefined) return PASSING_RESULTS.has(errcode & 0xff);
  return PASSING_CODES.has(code ?? "") || isPassing(cause.cause);
}
