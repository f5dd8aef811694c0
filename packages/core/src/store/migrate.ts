import type { DatabaseSync } from "node:sqlite";
import { HiveError } from "@hyperhive/wire";
import type { Migration } from "./migration.ts";

/** Brings a database to the newest shape, each step in a transaction of its own; one that is there already is left alone. Throws `unsupported` for a database of a newer hyperhive. */
export function migrate(database: DatabaseSync, migrations: readonly Migration[]): void {
  const version = readVersion(database);
  if (version > migrations.length) throw newerDatabase(database, version, migrations.length);
  for (const [index, migration] of migrations.entries()) {
    if (index >= version) take(database, migration, index + 1);
  }
}

function take(database: DatabaseSync, migration: Migration, version: number): void {
  database.exec("begin immediate");
  try {
    // Somebody else may have taken the step while this one waited for the lock.
    if (readVersion(database) < version) {
      database.exec(migration.sql);
      database.exec(`pragma user_version = ${version}`);
    }
    database.exec("commit");
  } catch (cause) {
    if (database.isTransaction) database.exec("rollback");
    throw new Error(`the step "${migration.name}" failed on ${database.location() ?? "the database in memory"}`, {
      cause,
    });
  }
}

function readVersion(database: DatabaseSync): number {
  return Number(database.prepare("pragma user_version").get()?.["user_version"] ?? 0);
}

function newerDatabase(database: DatabaseSync, version: number, known: number): HiveError {
  return new HiveError(
    "unsupported",
    `${database.location() ?? "the database"} has version ${version}, this hyperhive knows versions up to ${known}; ` +
      "start the newer hyperhive that wrote it, or restore a copy from before the upgrade",
  );
}
