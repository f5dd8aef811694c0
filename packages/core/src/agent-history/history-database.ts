import { randomBytes } from "node:crypto";
import { renameSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { migrate } from "../store/migrate.ts";
import type { Migration } from "../store/migration.ts";

const BUSY_TIMEOUT_MS = 5000;

const migrations: readonly Migration[] = [
  {
    name: "events and turns",
    sql: `
      CREATE TABLE history (epoch TEXT NOT NULL) STRICT;
      CREATE TABLE events (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        boot_id TEXT NOT NULL,
        boot_seq INTEGER NOT NULL,
        at INTEGER NOT NULL,
        stored_at INTEGER NOT NULL,
        event TEXT NOT NULL
      ) STRICT;
      CREATE INDEX events_age ON events (stored_at);
      CREATE TABLE boots (boot_id TEXT PRIMARY KEY, stored_through INTEGER NOT NULL, stored_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE turn_stats (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        turn INTEGER NOT NULL,
        model TEXT NOT NULL,
        wake_from TEXT NOT NULL,
        result_kind TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        ended_at INTEGER NOT NULL,
        duration_ms INTEGER NOT NULL,
        input_tokens INTEGER,
        output_tokens INTEGER,
        cache_read_tokens INTEGER,
        cache_write_tokens INTEGER,
        ctx INTEGER,
        cost_usd REAL,
        tool_call_count INTEGER NOT NULL,
        tool_calls TEXT NOT NULL
      ) STRICT;
      CREATE INDEX turn_stats_age ON turn_stats (ended_at);
    `,
  },
];

/** Opens an agent's history file. One that cannot be read is moved aside and a new one begun, because live events must go on; `moved` then names where the old one is. */
export function openHistoryDatabase(path: string): { sqlite: DatabaseSync; epoch: string; moved?: string } {
  try {
    return open(path);
  } catch (cause) {
    const moved = `${path}.unreadable-${Date.now()}`;
    moveAside(path, moved, cause);
    return { ...open(path), moved };
  }
}

function open(path: string): { sqlite: DatabaseSync; epoch: string } {
  const sqlite = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    // History is best effort: a power cut may cost its last events, never its shape.
    sqlite.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    migrate(sqlite, migrations);
    return { sqlite, epoch: readEpoch(sqlite) };
  } catch (cause) {
    sqlite.close();
    throw cause;
  }
}

function readEpoch(sqlite: DatabaseSync): string {
  const known = sqlite.prepare("SELECT epoch FROM history").get()?.["epoch"];
  if (typeof known === "string") return known;
  const epoch = randomBytes(8).toString("hex");
  sqlite.prepare("INSERT INTO history (epoch) VALUES (?)").run(epoch);
  return epoch;
}

function moveAside(path: string, moved: string, cause: unknown): void {
  try {
    renameSync(path, moved);
    for (const suffix of ["-wal", "-shm"]) renameIfThere(path + suffix, moved + suffix);
  } catch {
    // Not even movable: the first failure tells more than this one.
    throw cause;
  }
}

function renameIfThere(path: string, target: string): void {
  try {
    renameSync(path, target);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ENOENT") throw cause;
  }
}
