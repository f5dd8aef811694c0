import { agentNameSchema, type AgentName } from "@hyperhive/wire";
import type { Selectable, Updateable } from "kysely";
import { NO_CRASHES, type CrashHistory } from "../lifecycle/crash-policy.ts";
import type { Store } from "../store/store.ts";
import type { AgentsTable } from "./agents-tables.ts";

/** What is stored of one agent. Times are Unix milliseconds. */
export type AgentRecord = {
  readonly name: AgentName;
  /** Number of the agent in this hive; never given twice. */
  readonly id: number;
  readonly wanted: "running" | "stopped";
  readonly paused: boolean;
  readonly statusText?: string;
  readonly statusSetAt?: number;
  /** Why it is not tried again before the operator says so. */
  readonly failure?: string;
  readonly crashes: CrashHistory;
  readonly createdAt: number;
  /** Revision of the hyperhive that last started its cage. */
  readonly startedRev?: string;
};

/** The parts of a record that change; `undefined` clears. */
export type RecordPatch = {
  readonly wanted?: AgentRecord["wanted"];
  readonly paused?: boolean;
  readonly status?: { readonly text: string; readonly at: number } | undefined;
  readonly failure?: string | undefined;
  readonly crashes?: CrashHistory;
  readonly startedRev?: string;
};

const FIRST_HOST_UID = 300_000;

/** The unprivileged account on the host that an agent's cage runs as when the core is root. */
export function hostUid(record: Pick<AgentRecord, "id">): number {
  return FIRST_HOST_UID + record.id - 1;
}

/** The stored agents; every change is on disk when the call returns. */
export class AgentRecords {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  all(): AgentRecord[] {
    const live = this.#store.db.selectFrom("agents").selectAll().where("destroyed_at", "is", null).orderBy("name");
    return this.#store.all(live).map(recordOf);
  }

  /** Stores a new agent. One that was destroyed comes back under its old number, since its files belong to the account made from that. */
  insert(name: AgentName, createdAt: number): AgentRecord {
    const fresh = {
      wanted: "running" as const,
      paused: 0,
      status_text: null,
      status_set_at: null,
      failure: null,
      crashes: JSON.stringify(NO_CRASHES),
      created_at: createdAt,
      destroyed_at: null,
      started_rev: null,
    };
    this.#store.run(
      this.#store.db
        .insertInto("agents")
        .values({ name, ...fresh })
        .onConflict((conflict) => conflict.column("name").doUpdateSet(fresh)),
    );
    return this.#get(name);
  }

  /** Whether only the files of an agent of that name are left. */
  isRetired(name: AgentName): boolean {
    const agents = this.#store.db.selectFrom("agents").select("destroyed_at").where("name", "=", name);
    return (this.#store.get(agents)?.destroyed_at ?? null) !== null;
  }

  /** Remembers an agent of which only its files are left; unknown names are no error. */
  retire(name: AgentName, at: number): void {
    this.#store.run(this.#store.db.updateTable("agents").set({ destroyed_at: at }).where("name", "=", name));
  }

  update(name: AgentName, patch: RecordPatch): AgentRecord {
    const values = columnsOf(patch);
    if (Object.keys(values).length > 0)
      this.#store.run(this.#store.db.updateTable("agents").set(values).where("name", "=", name));
    return this.#get(name);
  }

  remove(name: AgentName): void {
    this.#store.run(this.#store.db.deleteFrom("agents").where("name", "=", name));
  }

  #get(name: AgentName): AgentRecord {
    const row = this.#store.get(this.#store.db.selectFrom("agents").selectAll().where("name", "=", name));
    if (row === undefined) throw new Error(`the agent ${name} is not in the store`);
    return recordOf(row);
  }
}

function columnsOf(patch: RecordPatch): Updateable<AgentsTable> {
  return {
    ...(patch.wanted !== undefined && { wanted: patch.wanted }),
    ...(patch.paused !== undefined && { paused: patch.paused ? 1 : 0 }),
    ...("status" in patch && { status_text: patch.status?.text ?? null, status_set_at: patch.status?.at ?? null }),
    ...("failure" in patch && { failure: patch.failure ?? null }),
    ...(patch.crashes !== undefined && { crashes: JSON.stringify(patch.crashes) }),
    ...(patch.startedRev !== undefined && { started_rev: patch.startedRev }),
  };
}

function recordOf(row: Selectable<AgentsTable>): AgentRecord {
  return {
    name: agentNameSchema.parse(row.name),
    id: row.id,
    wanted: row.wanted,
    paused: row.paused === 1,
    crashes: JSON.parse(row.crashes) as CrashHistory,
    createdAt: row.created_at,
    ...(row.status_text !== null && { statusText: row.status_text }),
    ...(row.status_set_at !== null && { statusSetAt: row.status_set_at }),
    ...(row.failure !== null && { failure: row.failure }),
    ...(row.started_rev !== null && { startedRev: row.started_rev }),
  };
}
