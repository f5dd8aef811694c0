import { closeSync, fchmodSync, openSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { Migration } from "./migration.ts";
import { migrate } from "./migrate.ts";

export type DatabaseOptions = {
  readonly migrations: readonly Migration[];
  /** `full`: a commit is on disk when it returns. `normal`: the newest commits may be lost in a power failure, never in a crash of the core. */
  readonly durability: "full" | "normal";
};

const LOCK_TIMEOUT_MS = 5000;
const WAL_KEPT_BYTES = 64 * 1024 * 1024;

/** Opens a database file that only its owner can read, making it when there is none; `:memory:` makes one that ends with the process. The caller closes it. */
export function openDatabase(path: string, options: DatabaseOptions): DatabaseSync {
  if (path !== ":memory:") makePrivate(path);
  const database = new DatabaseSync(path, { timeout: LOCK_TIMEOUT_MS, enableForeignKeyConstraints: true });
  try {
    database.exec(`
      pragma journal_mode = wal;
      pragma synchronous = ${options.durability};
      pragma journal_size_limit = ${WAL_KEPT_BYTES};
    `);
    migrate(database, options.migrations);
    return database;
  } catch (cause) {
    database.close();
    throw cause;
  }
}

// SQLite gives its side files the mode of the main one, so this has to come before the first open.
function makePrivate(path: string): void {
  const file = openSync(path, "a", 0o600);
  try {
    fchmodSync(file, 0o600);
  } finally {
    closeSync(file);
  }
}
