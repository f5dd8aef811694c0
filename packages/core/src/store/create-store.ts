import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { Compilable, Kysely } from "kysely";
import { prepareQuery, type Prepared, type QueryShape } from "./prepared.ts";
import { createQueryBuilder } from "./query-builder.ts";
import { StatementCache } from "./statement-cache.ts";

/** What a write did. */
export type Written = { readonly changes: number; readonly lastId: number };

/** A database that answers in the same tick: queries are built with `db` and run here. Rows have a null prototype. */
export type Store<T> = {
  /** Builds queries, and only that: run them with the functions beside it. */
  readonly db: Kysely<T>;
  run(query: Compilable): Written;
  get<R>(query: Compilable<R>): R | undefined;
  all<R>(query: Compilable<R>): R[];
  /** Builds a query once, for the places that run it often; its parameters have names. */
  prepare<P extends object, R>(shape: QueryShape<T, P, R>): Prepared<P, R>;
  /** Runs `work` whole or not at all: what it throws undoes it. Everything in it happens in this tick; it does not nest. */
  transaction<R>(work: () => R): R;
  close(): void;
};

/** Puts a typed, synchronous face on an open database; owns it from then on. */
export function createStore<T>(database: DatabaseSync): Store<T> {
  const db = createQueryBuilder<T>();
  const statements = new StatementCache(database);
  const compiled = (query: Compilable) => {
    const { sql, parameters } = query.compile();
    return { statement: statements.get(sql), parameters: parameters as SQLInputValue[] };
  };
  return {
    db,
    run(query) {
      const { statement, parameters } = compiled(query);
      const { changes, lastInsertRowid } = statement.run(...parameters);
      return { changes: Number(changes), lastId: Number(lastInsertRowid) };
    },
    get<R>(query: Compilable<R>) {
      const { statement, parameters } = compiled(query);
      return statement.get(...parameters) as R | undefined;
    },
    all<R>(query: Compilable<R>) {
      const { statement, parameters } = compiled(query);
      return statement.all(...parameters) as R[];
    },
    prepare: (shape) => prepareQuery(database, db, shape),
    transaction: (work) => transaction(database, work),
    close: () => database.close(),
  };
}

function transaction<R>(database: DatabaseSync, work: () => R): R {
  database.exec("begin immediate");
  try {
    const result = work();
    database.exec("commit");
    return result;
  } catch (cause) {
    // Some failures (a full disk) have already undone everything.
    if (database.isTransaction) database.exec("rollback");
    throw cause;
  }
}
