import {
  approvalViewSchema,
  buildSchema,
  inboxRowSchema,
  messageOf,
  OPERATOR,
  portConflicts,
  questionSchema,
  toHiveError,
  type SnapshotProblem,
  type SnapshotSection,
  type StateSnapshot,
} from "@hyperhive/wire";
import type { z } from "@hono/zod-openapi";
import type { OnDamage } from "../damaged-row.ts";
import type { HttpDeps } from "./deps.ts";

const INBOX_ROWS = 50;
const DECIDED_ROWS = 30;
const BUILD_ROWS = 30;
/** Problems that are remembered as logged; then all are forgotten, and may be logged once more. */
const MAX_LOGGED = 1000;

/** What the snapshot is read from. */
export type SnapshotSources = Pick<
  HttpDeps,
  "agents" | "broker" | "approvals" | "builds" | "questions" | "tombstones" | "metaInputs" | "cost" | "hub" | "log"
>;

/** What a row has to be, and what it is called. */
type RowForm = { readonly schema: z.ZodType; readonly what: string };

/** Reads the dashboard's snapshot in one tick, each section on its own: one that fails is empty and a problem says why, and so is a row that pages could not read. A problem is logged once. */
export function snapshotReader(sources: SnapshotSources): () => StateSnapshot {
  const logged = new Set<string>();
  const log = (problem: SnapshotProblem, err: unknown) => {
    const key = JSON.stringify(problem);
    if (logged.has(key)) return;
    if (logged.size >= MAX_LOGGED) logged.clear();
    logged.add(key);
    sources.log.error({ ...problem, err }, "a part of the dashboard cannot be read");
  };
  return () => readSnapshot(sources, new Sections(log));
}

function readSnapshot(sources: SnapshotSources, sections: Sections): StateSnapshot {
  const { agents, broker, approvals, builds, questions, tombstones, metaInputs, cost, hub } = sources;
  const containers = sections.read("containers", () => agents.views());
  const approval = { schema: approvalViewSchema, what: "approval" };
  return {
    ...hub.position(),
    hive: agents.info(),
    containers,
    transients: [...agents.transients()],
    inbox: sections.rows("inbox", { schema: inboxRowSchema, what: "message" }, (onDamage) =>
      broker.recent(OPERATOR, INBOX_ROWS, onDamage),
    ),
    questions: sections.rows("questions", { schema: questionSchema, what: "question" }, (onDamage) =>
      questions.openToOperator(onDamage),
    ),
    approvals: sections.rows("approvals", approval, (onDamage) => approvals.pending(undefined, onDamage)),
    approval_history: sections.rows("approval_history", approval, (onDamage) =>
      approvals.resolved({ limit: DECIDED_ROWS, onDamage }),
    ),
    builds: sections.rows("builds", { schema: buildSchema, what: "build" }, () => builds.newest(BUILD_ROWS)),
    tombstones: sections.read("tombstones", () => tombstones.list()),
    meta_inputs: sections.read("meta_inputs", () => metaInputs.list()),
    port_conflicts: portConflicts(containers),
    cost_today: cost.value(),
    problems: sections.problems,
  };
}

/** Reads sections, and remembers what was wrong with them. */
class Sections {
  readonly problems: SnapshotProblem[] = [];
  readonly #log: (problem: SnapshotProblem, err: unknown) => void;

  constructor(log: (problem: SnapshotProblem, err: unknown) => void) {
    this.#log = log;
  }

  read<T>(section: SnapshotSection, read: () => readonly T[]): T[] {
    try {
      return [...read()];
    } catch (err) {
      this.#add({ section, error: messageOf(err) }, err);
      return [];
    }
  }

  /** The same for rows of the database; those that pages could not read are left out. */
  rows<T extends { readonly id: number }>(
    section: SnapshotSection,
    { schema, what }: RowForm,
    read: (onDamage: OnDamage) => readonly T[],
  ): T[] {
    return this.read(section, () => read((damaged) => this.#add({ section, ...damaged }))).filter((row) => {
      const { error } = schema.safeParse(row);
      if (error === undefined) return true;
      this.#add({ section, row: `${what} ${row.id}`, error: toHiveError(error).message }, error);
      return false;
    });
  }

  #add(problem: SnapshotProblem, err?: unknown): void {
    this.problems.push(problem);
    this.#log(problem, err);
  }
}
