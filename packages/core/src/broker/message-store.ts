import type { Insertable, Updateable } from "kysely";
import type { Store } from "../store/store.ts";
import type { MessagesTable } from "./broker-tables.ts";
import type { MessageRow } from "./message-row.ts";

/** The SQL of the messages table; every call runs at once. */
export type MessageStore = ReturnType<typeof createMessageStore>;

/** Reads and writes messages in the given database. */
export function createMessageStore({ db, all, get, run }: Store) {
  const open = (recipient: string, state: "queued" | "delivered") =>
    db.selectFrom("messages").selectAll().where("recipient", "=", recipient).where("state", "=", state);
  return {
    insert: (row: Insertable<MessagesTable>): MessageRow =>
      get(db.insertInto("messages").values(row).returningAll()) as MessageRow,
    find: (id: number) => get(db.selectFrom("messages").selectAll().where("id", "=", id)),
    update: (id: number, change: Updateable<MessagesTable>): MessageRow =>
      get(db.updateTable("messages").set(change).where("id", "=", id).returningAll()) as MessageRow,
    /** Messages that may be delivered now, oldest first. */
    deliverable: (recipient: string, { now, max }: { now: number; max: number }) =>
      all(open(recipient, "queued").where("not_before", "<=", now).orderBy("id").limit(max)),
    /** When the next delayed message may be delivered; undefined when none waits. */
    nextDelayed: (recipient: string) =>
      get(
        db
          .selectFrom("messages")
          .select((is) => is.fn.min("not_before").as("at"))
          .where("recipient", "=", recipient)
          .where("state", "=", "queued"),
      )?.at ?? undefined,
    /** Messages under lease, oldest first. */
    leased: (recipient: string) => all(open(recipient, "delivered").orderBy("id")),
    /** The lease given last; it tells what the holder works on. */
    newestLease: (recipient: string) =>
      get(open(recipient, "delivered").orderBy("delivered_at", "desc").orderBy("id", "desc").limit(1)),
    queued: (recipient: string): number =>
      get(
        db
          .selectFrom("messages")
          .select((is) => is.fn.countAll<number>().as("n"))
          .where("recipient", "=", recipient)
          .where("state", "=", "queued"),
      )?.n ?? 0,
    /** The newest messages to a recipient, oldest first. */
    recent: (recipient: string, limit: number) =>
      all(
        db.selectFrom("messages").selectAll().where("recipient", "=", recipient).orderBy("id", "desc").limit(limit),
      ).reverse(),
    /** The newest messages of the hive, oldest first. */
    newest: (limit: number) => all(db.selectFrom("messages").selectAll().orderBy("id", "desc").limit(limit)).reverse(),
    /** Deletes at most `cap` messages acked before the time; never others. */
    deleteAcked: (before: number, cap: number): number =>
      run(
        db
          .deleteFrom("messages")
          .where(
            "id",
            "in",
            db.selectFrom("messages").select("id").where("acked_at", "is not", null).where("acked_at", "<", before).limit(cap),
          ),
      ).changes,
    findKey: (sender: string, key: string) =>
      get(db.selectFrom("send_keys").selectAll().where("sender", "=", sender).where("key", "=", key)),
    insertKey: (row: { sender: string; key: string; content_hash: string; receipt: string; created_at: number }) =>
      void run(db.insertInto("send_keys").values(row)),
    deleteKeys: (before: number, cap: number): number =>
      run(
        db
          .deleteFrom("send_keys")
          .where("created_at", "<", before)
          .where("key", "in", db.selectFrom("send_keys").select("key").where("created_at", "<", before).limit(cap)),
      ).changes,
  };
}
