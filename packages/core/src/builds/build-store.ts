import {
  HiveError,
  type AgentName,
  type Build,
  type BuildKind,
  type BuildLine,
  type BuildState,
} from "@hyperhive/wire";
import { sql, type Selectable } from "kysely";
import type { Store } from "../store/store.ts";
import type { BuildsTable } from "./builds-tables.ts";

/** What a new build is stored with. */
export type NewBuild = {
  readonly agent: AgentName;
  readonly kind: BuildKind;
  readonly approvalId?: number;
  readonly requestedBy: string;
};

/** One build as the core works with it; `row` is what others are told. */
export type BuildJob = NewBuild & { readonly id: number; readonly row: Build };

// SQLite uses an index on part of the rows only when it can read the states in the query's text.
const OPEN = [sql.lit("queued" as const), sql.lit("running" as const)];

/** The stored build queue and what builds printed. */
export class BuildStore {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  insert({ agent, kind, approvalId, requestedBy }: NewBuild, now: number): BuildJob {
    const { lastId } = this.#store.run(
      this.#store.db.insertInto("builds").values({
        agent,
        kind,
        approval_id: approvalId ?? null,
        requested_by: requestedBy,
        requested_at: now,
        state: "queued",
        started_at: null,
        ended_at: null,
        note: null,
      }),
    );
    return this.get(lastId);
  }

  /** Throws `not_found`. */
  get(id: number): BuildJob {
    const row = this.#store.get(this.#store.db.selectFrom("builds").selectAll().where("id", "=", id));
    if (row === undefined) throw new HiveError("not_found", `there is no build ${id}`);
    return toJob(row);
  }

  start(id: number, now: number): BuildJob {
    this.#set(id, { state: "running", started_at: now });
    return this.get(id);
  }

  end(
    id: number,
    end: { readonly state: BuildState; readonly note?: string | undefined; readonly at: number },
  ): BuildJob {
    this.#set(id, { state: end.state, note: end.note ?? null, ended_at: end.at });
    return this.get(id);
  }

  /** Those that wait or run, in the order in which they are done. */
  open(): BuildJob[] {
    return this.#store
      .all(this.#store.db.selectFrom("builds").selectAll().where("state", "in", OPEN).orderBy("id"))
      .map(toJob);
  }

  /** The newest builds, oldest first, those that wait or run always among them. */
  newest(limit: number): BuildJob[] {
    const newest = this.#store
      .all(this.#store.db.selectFrom("builds").selectAll().orderBy("id", "desc").limit(limit))
      .map(toJob)
      .toReversed();
    const from = newest[0]?.id ?? 0;
    return [...this.open().filter(({ id }) => id < from), ...newest];
  }

  /** The build that carries out an approval, once it was approved. */
  ofApproval(approvalId: number): BuildJob | undefined {
    const row = this.#store.get(
      this.#store.db.selectFrom("builds").selectAll().where("approval_id", "=", approvalId).orderBy("id", "desc"),
    );
    return row && toJob(row);
  }

  addLines(buildId: number, lines: readonly BuildLine[]): void {
    const rows = lines.map((line) => ({ build_id: buildId, ...line }));
    this.#store.transaction(() => {
      for (const row of rows) this.#store.run(this.#store.db.insertInto("build_lines").values(row));
    });
  }

  lines(buildId: number): BuildLine[] {
    return this.#store.all(
      this.#store.db
        .selectFrom("build_lines")
        .select(["seq", "at", "line"])
        .where("build_id", "=", buildId)
        .orderBy("seq"),
    );
  }

  /** Forgets what at most `cap` builds printed that ended before the time, and those builds unless an approval names them. */
  vacuum({ before, cap }: { readonly before: number; readonly cap: number }): number {
    const { db } = this.#store;
    const old = db.selectFrom("builds").select("id").where("ended_at", "<", before);
    const printed = db.selectFrom("build_lines").select(["build_id", "seq"]).where("build_id", "in", old).limit(cap);
    const lines = this.#store.run(
      db
        .deleteFrom("build_lines")
        .where(({ refTuple }) => refTuple("build_id", "seq"), "in", printed.$asTuple("build_id", "seq")),
    ).changes;
    const gone = old.where("approval_id", "is", null).limit(cap);
    return lines + this.#store.run(db.deleteFrom("builds").where("id", "in", gone)).changes;
  }

  #set(id: number, values: Partial<Omit<Selectable<BuildsTable>, "id">>): void {
    this.#store.run(this.#store.db.updateTable("builds").set(values).where("id", "=", id));
  }
}

function toJob(row: Selectable<BuildsTable>): BuildJob {
  const approval = row.approval_id === null ? {} : { approvalId: row.approval_id };
  return {
    id: row.id,
    agent: row.agent as AgentName,
    kind: row.kind,
    requestedBy: row.requested_by,
    ...approval,
    row: toBuild(row),
  };
}

function toBuild(row: Selectable<BuildsTable>): Build {
  return {
    id: row.id,
    agent: row.agent,
    kind: row.kind,
    state: row.state,
    requested_by: row.requested_by,
    requested_at: row.requested_at,
    ...(row.approval_id !== null && { approval_id: row.approval_id }),
    ...(row.started_at !== null && { started_at: row.started_at }),
    ...(row.ended_at !== null && { ended_at: row.ended_at }),
    ...(row.note !== null && { note: row.note }),
  };
}
