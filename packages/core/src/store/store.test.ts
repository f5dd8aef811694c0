import assert from "node:assert/strict";
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { HiveError } from "@hyperhive/wire";
import { sql } from "kysely";
import { makeTempFolder } from "../temp-folder.test-support.ts";
import { migrate } from "./migrate.ts";
import { hiveMigrations } from "./migrations.ts";
import { openStore, type Store } from "./store.ts";

function openFresh(): Disposable & { readonly store: Store; readonly path: string } {
  const folder = makeTempFolder();
  const path = join(folder.path, "hive.sqlite");
  const store = openStore(path);
  return {
    store,
    path,
    [Symbol.dispose]() {
      store.close();
      folder[Symbol.dispose]();
    },
  };
}

function pragma(store: Store, name: string): unknown {
  const query = sql<Record<string, unknown>>`pragma ${sql.raw(name)}`;
  return Object.values(store.get({ compile: () => query.compile(store.db) }) ?? {})[0];
}

const agent = { name: "coder", wanted: "running" as const, created_at: 1 };

test("a commit is on disk when it returns: WAL with full synchronisation", () => {
  using fresh = openFresh();
  assert.equal(pragma(fresh.store, "journal_mode"), "wal");
  assert.equal(pragma(fresh.store, "synchronous"), 2);
  assert.equal(pragma(fresh.store, "foreign_keys"), 1);
  assert.equal(pragma(fresh.store, "busy_timeout"), 5000);
});

test("nobody but the core's account can read the database or its side files", () => {
  using fresh = openFresh();
  fresh.store.run(fresh.store.db.insertInto("agents").values(agent));
  for (const part of ["", "-wal", "-shm"]) assert.equal(statSync(fresh.path + part).mode & 0o777, 0o600, part);
});

test("opening a database again keeps its rows and takes no step twice", () => {
  using fresh = openFresh();
  fresh.store.run(fresh.store.db.insertInto("agents").values(agent));
  const again = openStore(fresh.path);
  assert.equal(again.all(again.db.selectFrom("agents").selectAll()).length, 1);
  assert.equal(pragma(again, "user_version"), hiveMigrations.length);
  again.close();
});

test("a database of a newer hyperhive is refused with both versions and what to do, and left as it is", () => {
  using fresh = openFresh();
  const newer = hiveMigrations.length + 1;
  const raw = new DatabaseSync(fresh.path);
  raw.exec(`pragma user_version = ${newer}`);
  raw.close();
  assert.throws(
    () => openStore(fresh.path),
    (error) =>
      error instanceof HiveError &&
      error.code === "unsupported" &&
      error.message.includes(`version ${newer}`) &&
      error.message.includes(`up to ${hiveMigrations.length}`) &&
      /newer hyperhive/.test(error.message),
  );
});

test("a file that is no database is an error, not an empty hive", () => {
  using folder = makeTempFolder();
  const path = join(folder.path, "hive.sqlite");
  writeFileSync(path, "this is no database at all ".repeat(100));
  assert.throws(() => openStore(path), /not a database/);
});

test("a step that fails is undone whole and named, and the steps before it stay", () => {
  const database = new DatabaseSync(":memory:");
  const steps = [
    { name: "first", sql: "create table one (x)" },
    { name: "make two", sql: "create table two (x); insert into nowhere values (1)" },
  ];
  assert.throws(() => migrate(database, steps), /step "make two" failed/);
  assert.equal(database.prepare("pragma user_version").get()?.["user_version"], 1);
  assert.deepEqual(
    database
      .prepare("select name from sqlite_schema")
      .all()
      .map((row) => row["name"]),
    ["one"],
  );
  assert.equal(database.isTransaction, false);
});

test("what throws inside a transaction undoes all of it, and the store goes on", () => {
  using fresh = openFresh();
  const { store } = fresh;
  const broken = new Error("half way");
  assert.throws(
    () =>
      store.transaction(() => {
        store.run(store.db.insertInto("agents").values(agent));
        throw broken;
      }),
    broken,
  );
  assert.equal(store.all(store.db.selectFrom("agents").selectAll()).length, 0);
  store.transaction(() => store.run(store.db.insertInto("agents").values(agent)));
  assert.equal(store.all(store.db.selectFrom("agents").selectAll()).length, 1);
});

test("a prepared query takes named values, however often and in whatever order it names them", () => {
  using fresh = openFresh();
  const insert = fresh.store.prepare<{ at: number; who: string }, unknown>((db, param) =>
    db.insertInto("agents").values({ name: param("who"), wanted: "stopped", created_at: param("at") }),
  );
  assert.deepEqual(insert.run({ at: 7, who: "a" }), { changes: 1, lastId: 1 });
  assert.deepEqual(insert.run({ who: "b", at: 8 }), { changes: 1, lastId: 2 });
  const find = fresh.store.prepare<{ who: string }, { name: string; created_at: number }>((db, param) =>
    db.selectFrom("agents").select(["name", "created_at"]).where("name", "=", param("who")),
  );
  assert.deepEqual({ ...find.get({ who: "b" }) }, { name: "b", created_at: 8 });
  assert.equal(find.get({ who: "nobody" }), undefined);
});

test("text that looks like SQL stays text", () => {
  using fresh = openFresh();
  const name = "x'); drop table agents; --";
  fresh.store.run(fresh.store.db.insertInto("agents").values({ ...agent, name }));
  assert.equal(fresh.store.get(fresh.store.db.selectFrom("agents").select("name"))?.name, name);
});
