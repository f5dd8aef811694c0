import { sql, type ExpressionBuilder } from "kysely";
import type { Store } from "../store/store.ts";
import type { BrokerTables } from "./broker-tables.ts";
import type { MessageRow } from "./message-row.ts";

/** What a message is stored with; the rest is the same for every new one. */
export type NewMessage = Omit<
  MessageRow,
  "id" | "attempts" | "redelivered" | "not_before" | "delivered_at" | "acked_at"
>;

/** The rows of messages; every function runs at once, in the transaction of its caller if there is one. */
export type MessageStore = ReturnType<typeof createMessageStore>;

const COUNTED_AT_MOST = 100;

// SQLite uses an index on part of the rows only when it can read the state in the query's text.
const QUEUED = sql.lit("queued" as const);
const DELIVERED = sql.lit("delivered" as const);
const ACKED = sql.lit("acked" as const);

/** Prepares everything that is asked of messages. */
export function createMessageStore(store: Store) {
  const { db } = store;
  return { ...reads(store), ...deliveries(store), ...fates(store), insert: inserter(store), deleteAcked };

  /** Deletes at most `cap` messages that were acked before the time, and no others. */
  function deleteAcked(before: number, cap: number): number {
    const old = db
      .selectFrom("messages")
      .select("id")
      .where("state", "=", ACKED)
      .where("acked_at", "<", before)
      .limit(cap);
    return store.run(db.deleteFrom("messages").where("id", "in", old)).changes;
  }
}

function inserter(store: Store) {
  const insert = store.prepare<NewMessage, unknown>((db, param) =>
    db.insertInto("messages").values({
      sender: param("sender"),
      recipient: param("recipient"),
      body: param("body"),
      sent_at: param("sent_at"),
      in_reply_to: param("in_reply_to"),
      chain_id: param("chain_id"),
      hops: param("hops"),
      file_refs: param("file_refs"),
      state: param("state"),
      note: param("note"),
    }),
  );
  return (message: NewMessage): MessageRow => ({
    id: insert.run(message).lastId,
    attempts: 0,
    redelivered: 0,
    not_before: 0,
    delivered_at: null,
    acked_at: null,
    ...message,
  });
}

function reads(store: Store) {
  const find = store.prepare<{ id: number }, MessageRow>((db, param) =>
    db.selectFrom("messages").selectAll().where("id", "=", param("id")),
  );
  const recent = store.prepare<{ recipient: string; limit: number }, MessageRow>((db, param) =>
    db
      .selectFrom("messages")
      .selectAll()
      .where("recipient", "=", param("recipient"))
      .orderBy("id", "desc")
      .limit(param("limit")),
  );
  const newest = store.prepare<{ limit: number }, MessageRow>((db, param) =>
    db.selectFrom("messages").selectAll().orderBy("id", "desc").limit(param("limit")),
  );
  const queued = store.prepare<{ recipient: string }, { n: number }>((db, param) =>
    db
      .selectFrom("messages")
      .select((is) => is.fn.countAll<number>().as("n"))
      .where("recipient", "=", param("recipient"))
      .where("state", "=", QUEUED),
  );
  return {
    find: (id: number) => find.get({ id }),
    /** The newest messages to a recipient, oldest first. */
    recent: (recipient: string, limit: number) => recent.all({ recipient, limit }).toReversed(),
    /** The newest messages of the hive, oldest first. */
    newest: (limit: number) => newest.all({ limit }).toReversed(),
    queued: (recipient: string) => queued.get({ recipient })?.n ?? 0,
  };
}

function deliveries(store: Store) {
  type Due = { recipient: string; now: number };
  const isDue = (recipient: string, now: number) => (is: ExpressionBuilder<BrokerTables, "messages">) =>
    is.and([is("recipient", "=", recipient), is("state", "=", QUEUED), is("not_before", "<=", now)]);
  const due = store.prepare<Due & { max: number }, MessageRow>((db, param) =>
    db
      .selectFrom("messages")
      .selectAll()
      .where(isDue(param("recipient"), param("now")))
      .orderBy("id")
      .limit(param("max")),
  );
  const countDue = store.prepare<Due, { n: number }>((db, param) =>
    db
      .selectFrom(
        db
          .selectFrom("messages")
          .select("id")
          .where(isDue(param("recipient"), param("now")))
          .limit(COUNTED_AT_MOST)
          .as("due"),
      )
      .select((is) => is.fn.countAll<number>().as("n")),
  );
  const nextDue = store.prepare<{ recipient: string }, { at: number | null }>((db, param) =>
    db
      .selectFrom("messages")
      .select((is) => is.fn.min("not_before").as("at"))
      .where("recipient", "=", param("recipient"))
      .where("state", "=", QUEUED),
  );
  const lease = store.prepare<{ id: number; now: number }, unknown>((db, param) =>
    db
      .updateTable("messages")
      .set((is) => ({ state: "delivered", delivered_at: param("now"), attempts: is("attempts", "+", 1) }))
      .where("id", "=", param("id")),
  );
  return {
    /** Messages that may be delivered now, oldest first. */
    due: (recipient: string, { now, max }: { now: number; max: number }) => due.all({ recipient, now, max }),
    /** How many may be delivered now, counted up to 100. */
    countDue: (recipient: string, now: number) => countDue.get({ recipient, now })?.n ?? 0,
    /** When the first queued message may be delivered (Unix ms); undefined when there is none. */
    nextDue: (recipient: string) => nextDue.get({ recipient })?.at ?? undefined,
    lease(row: MessageRow, now: number): MessageRow {
      lease.run({ id: row.id, now });
      return { ...row, state: "delivered", delivered_at: now, attempts: row.attempts + 1 };
    },
  };
}

function fates(store: Store) {
  const leased = store.prepare<{ recipient: string }, MessageRow>((db, param) =>
    db.selectFrom("messages").selectAll().where("recipient", "=", param("recipient")).where("state", "=", DELIVERED),
  );
  const newestLease = store.prepare<{ recipient: string }, Pick<MessageRow, "chain_id" | "hops">>((db, param) =>
    db
      .selectFrom("messages")
      .select(["chain_id", "hops"])
      .where("recipient", "=", param("recipient"))
      .where("state", "=", DELIVERED)
      .orderBy("delivered_at", "desc")
      .orderBy("id", "desc")
      .limit(1),
  );
  type Fate = Pick<
    MessageRow,
    "state" | "attempts" | "redelivered" | "not_before" | "delivered_at" | "acked_at" | "note" | "chain_id" | "hops"
  >;
  const update = store.prepare<Fate & { id: number }, unknown>((db, param) =>
    db
      .updateTable("messages")
      .set({
        state: param("state"),
        attempts: param("attempts"),
        redelivered: param("redelivered"),
        not_before: param("not_before"),
        delivered_at: param("delivered_at"),
        acked_at: param("acked_at"),
        note: param("note"),
        chain_id: param("chain_id"),
        hops: param("hops"),
      })
      .where("id", "=", param("id")),
  );
  return {
    /** Messages on lease, oldest first. */
    leased: (recipient: string) => leased.all({ recipient }).toSorted((one, other) => one.id - other.id),
    /** The chain of the lease that was given last. */
    newestLease: (recipient: string) => newestLease.get({ recipient }),
    /** Stores a changed fate; hands back the row as it is now. */
    change(row: MessageRow, change: Partial<Fate>): MessageRow {
      const changed = { ...row, ...change };
      update.run(changed);
      return changed;
    },
  };
}
