import type { Insertable, Selectable } from "kysely";
import type { Store } from "../store/store.ts";
import type { RemindersTable } from "./reminders-tables.ts";

/** A reminder as the table holds it. */
export type ReminderRow = Readonly<Selectable<RemindersTable>>;

/** What a reminder is stored with. */
export type FreshReminder = Pick<
  Insertable<RemindersTable>,
  "owner" | "message" | "file_path" | "created_at" | "due_at"
>;

/** What became of one delivery. */
type Outcome = Partial<Pick<ReminderRow, "attempts" | "failure" | "failed_at" | "delivered_at" | "message_id">> & {
  readonly next_try_at?: number;
};

/** The rows of reminders; every function runs at once, in the transaction of its caller if there is one. */
export type ReminderStore = ReturnType<typeof createReminderStore>;

/** Prepares everything that is asked of reminders. */
export function createReminderStore(store: Store) {
  const { db } = store;
  const kept = () => db.selectFrom("reminders").where("delivered_at", "is", null);
  const pending = () => kept().where("failed_at", "is", null);
  const count = (rows: ReturnType<typeof kept>, owner: string) =>
    store.get(rows.select((is) => is.fn.countAll<number>().as("n")).where("owner", "=", owner))?.n ?? 0;
  return {
    find: (id: number): ReminderRow | undefined =>
      store.get(db.selectFrom("reminders").selectAll().where("id", "=", id)),
    /** Those that are pending or have failed, oldest first. */
    kept: (): ReminderRow[] => store.all(kept().selectAll().orderBy("id")),
    keptOf: (owner: string): ReminderRow[] => store.all(kept().selectAll().where("owner", "=", owner).orderBy("id")),
    countKept: (owner: string) => count(kept(), owner),
    countPending: (owner: string) => count(pending(), owner),
    somePending: (): boolean => store.get(pending().select("id").limit(1)) !== undefined,
    /** Pending ones to be tried now, those that wait for longest first. */
    due: (now: number, max: number): ReminderRow[] =>
      store.all(pending().selectAll().where("next_try_at", "<=", now).orderBy("next_try_at").orderBy("id").limit(max)),
    insert: (reminder: FreshReminder): number =>
      store.run(db.insertInto("reminders").values({ ...reminder, next_try_at: reminder.due_at })).lastId,
    update: (id: number, outcome: Outcome) => store.run(db.updateTable("reminders").set(outcome).where("id", "=", id)),
    delete: (id: number) => store.run(db.deleteFrom("reminders").where("id", "=", id)),
    /** Deletes at most `cap` that were delivered or given up before the time (Unix ms). */
    deleteEnded(before: number, cap: number): number {
      const old = db
        .selectFrom("reminders")
        .select("id")
        .where((is) => is.or([is("delivered_at", "<", before), is("failed_at", "<", before)]))
        .limit(cap);
      return store.run(db.deleteFrom("reminders").where("id", "in", old)).changes;
    },
  };
}
