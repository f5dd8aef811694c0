import { createStore, type Store as StoreOf } from "./create-store.ts";
import { hiveMigrations } from "./migrations.ts";
import { openDatabase } from "./open-database.ts";
import type { Tables } from "./schema.ts";

/** The hive's database. */
export type Store = StoreOf<Tables>;

/** Opens the hive's database, with every commit on disk when it returns. Throws `unsupported` for one of a newer hyperhive. The caller closes it. */
export function openStore(path: string): Store {
  return createStore<Tables>(openDatabase(path, { migrations: hiveMigrations, durability: "full" }));
}
