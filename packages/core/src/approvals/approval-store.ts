import { HiveError, type AgentName, type ApprovalKind, type ApprovalStage, type Risk } from "@hyperhive/wire";
import { sql, type Insertable, type Updateable } from "kysely";
import type { Store } from "../store/store.ts";
import { toApproval, type Approval } from "./approval.ts";
import type { ApprovalsTable } from "./approvals-tables.ts";

/** What a new approval is stored with. */
export type NewApproval = {
  readonly agent: AgentName;
  readonly kind: ApprovalKind;
  readonly commitRef: string;
  readonly description?: string | undefined;
  /** The commit, where it is known already, and how it was judged. */
  readonly sha?: string;
  readonly risk?: Risk;
  readonly requestedBy: string;
  readonly requestedAt: number;
  readonly stage: "submitting" | "pending";
  /** True when there is nothing to tag. */
  readonly tagged?: boolean;
};

/** What changes of an approval on its way. */
export type ApprovalPatch = {
  readonly stage?: ApprovalStage;
  readonly sha?: string;
  readonly risk?: Risk;
  readonly resolvedAt?: number;
  readonly note?: string;
  /** Whether the tags of its stage are all there; a new stage begins without. */
  readonly tagged?: boolean;
};

/** Stages of an approval that somebody still has to do something about. */
const OPEN_STAGES = ["submitting", "pending", "approved", "building", "deploying", "failing"] as const;
/** These stages for a query: SQLite uses an index on part of the rows only when it can read them in its text. */
export const OPEN = OPEN_STAGES.map((stage) => sql.lit(stage));

/** The stored approvals. */
export class ApprovalStore {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  insert(given: NewApproval): Approval {
    const row: Insertable<ApprovalsTable> = {
      agent: given.agent,
      kind: given.kind,
      commit_ref: given.commitRef,
      sha: given.sha ?? null,
      description: given.description ?? null,
      requested_by: given.requestedBy,
      requested_at: given.requestedAt,
      stage: given.stage,
      resolved_at: null,
      note: null,
      risk: given.risk === undefined ? null : JSON.stringify(given.risk),
      tagged: given.tagged === true ? 1 : 0,
    };
    const { lastId } = this.#store.run(this.#store.db.insertInto("approvals").values(row));
    return this.get(lastId);
  }

  find(id: number): Approval | undefined {
    const row = this.#store.get(this.#store.db.selectFrom("approvals").selectAll().where("id", "=", id));
    return row && toApproval(row);
  }

  /** Throws `not_found`. */
  get(id: number): Approval {
    const approval = this.find(id);
    if (approval === undefined) throw new HiveError("not_found", `there is no approval #${id}`);
    return approval;
  }

  update(id: number, patch: ApprovalPatch): Approval {
    this.#store.run(this.#store.db.updateTable("approvals").set(columnsOf(patch)).where("id", "=", id));
    return this.get(id);
  }

  /** Those that wait for the operator, oldest first. */
  pending(agent?: AgentName): Approval[] {
    return this.open(agent).filter(({ stage }) => stage === "pending");
  }

  /** Those that have not ended, oldest first. */
  open(agent?: AgentName): Approval[] {
    const rows = this.#store.all(this.#store.db.selectFrom("approvals").selectAll().where("stage", "in", OPEN));
    // Sorted here, since SQLite would walk through all that was ever decided for the order.
    const sorted = rows.toSorted((one, other) => one.id - other.id);
    return sorted.filter((row) => agent === undefined || row.agent === agent).map(toApproval);
  }

  countOpen(): number {
    const open = this.#store.db.selectFrom("approvals").where("stage", "in", OPEN);
    return this.#store.get(open.select((is) => is.fn.countAll<number>().as("n")))?.n ?? 0;
  }

  /** The newest decided ones, newest first. */
  resolved(limit: number, agent?: AgentName): Approval[] {
    const all = this.#store.db
      .selectFrom("approvals")
      .selectAll()
      .where("resolved_at", "is not", null)
      .orderBy("resolved_at", "desc")
      .orderBy("id", "desc")
      .limit(limit);
    return this.#store.all(agent === undefined ? all : all.where("agent", "=", agent)).map(toApproval);
  }

  /** The newest proposal of an agent that the operator approved, but for one. */
  lastApproved(agent: AgentName, except: number): Approval | undefined {
    const row = this.#store.get(
      this.#store.db
        .selectFrom("approvals")
        .selectAll()
        .where("agent", "=", agent)
        .where("kind", "=", "apply_commit")
        .where("id", "!=", except)
        .where("stage", "in", ["approved", "building", "deploying", "deployed"])
        .orderBy("id", "desc")
        .limit(1),
    );
    return row && toApproval(row);
  }

  /** Those whose tags may be missing because a core was killed. */
  untagged(): Approval[] {
    return this.#store
      .all(this.#store.db.selectFrom("approvals").selectAll().where("tagged", "=", 0).orderBy("id"))
      .map(toApproval);
  }
}

function columnsOf(patch: ApprovalPatch): Updateable<ApprovalsTable> {
  return {
    ...(patch.stage !== undefined && { stage: patch.stage, tagged: 0 }),
    ...(patch.sha !== undefined && { sha: patch.sha }),
    ...(patch.risk !== undefined && { risk: JSON.stringify(patch.risk) }),
    ...(patch.resolvedAt !== undefined && { resolved_at: patch.resolvedAt }),
    ...(patch.note !== undefined && { note: patch.note }),
    ...(patch.tagged !== undefined && { tagged: patch.tagged ? 1 : 0 }),
  };
}
