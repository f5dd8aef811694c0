import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { Compilable, Kysely } from "kysely";
import type { Written } from "./create-store.ts";

/** Builds a query in which `param("x")` stands for the value that comes as `x` when it runs. */
export type QueryShape<T, P extends object, R> = (
  db: Kysely<T>,
  param: <K extends keyof P>(name: K) => P[K],
) => Compilable<R>;

/** A query that is built and compiled once. */
export type Prepared<P extends object, R> = {
  run(values: P): Written;
  get(values: P): R | undefined;
  all(values: P): R[];
  /** Row by row, for those who may stop early; leave the loop before the query is run again. */
  iterate(values: P): Iterable<R>;
};

/** Stands in a query for a value that is not known yet. */
class Placeholder {
  readonly name: PropertyKey;

  constructor(name: PropertyKey) {
    this.name = name;
  }
}

/** Compiles the query; every value that it does not name by `param` is fixed from now on. */
export function prepareQuery<T, P extends object, R>(
  database: DatabaseSync,
  db: Kysely<T>,
  shape: QueryShape<T, P, R>,
): Prepared<P, R> {
  // The builder keeps values untouched, so a placeholder comes out where its value belongs.
  const param = <K extends keyof P>(name: K) => new Placeholder(name) as unknown as P[K];
  const { sql, parameters } = shape(db, param).compile();
  const statement = database.prepare(sql);
  const bind = (values: P) => parameters.map((parameter) => valueOf(parameter, values));
  return {
    run(values) {
      const { changes, lastInsertRowid } = statement.run(...bind(values));
      return { changes: Number(changes), lastId: Number(lastInsertRowid) };
    },
    get: (values) => statement.get(...bind(values)) as R | undefined,
    all: (values) => statement.all(...bind(values)) as R[],
    iterate: (values) => statement.iterate(...bind(values)) as Iterable<R>,
  };
}

function valueOf(parameter: unknown, values: object): SQLInputValue {
  const named = values as Readonly<Record<PropertyKey, unknown>>;
  return (parameter instanceof Placeholder ? named[parameter.name] : parameter) as SQLInputValue;
}
