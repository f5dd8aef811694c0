import type { Store } from "../store/store.ts";
import { createMessageDeliveries } from "./message-deliveries.ts";
import { createMessageFates } from "./message-fates.ts";
import type { MessageRow } from "./message-row.ts";
import { ACKED, QUEUED } from "./state-literals.ts";

/** What a message is stored with; the rest is the same for every new one. */
export type NewMessage = Omit<
  MessageRow,
  "id" | "attempts" | "redelivered" | "not_before" | "delivered_at" | "acked_at" | "dismissed_at"
>;

/** The part of a message in which a search looks. */
export type SearchedRow = Pick<MessageRow, "id" | "sender" | "recipient" | "body">;

/** The rows of messages; every function runs at once, in the transaction of its caller if there is one. */
export type MessageStore = ReturnType<typeof createMessageStore>;

/** Prepares everything that is asked of messages. */
export function createMessageStore(store: Store) {
  const { db } = store;
  return {
    ...reads(store),
    ...createMessageDeliveries(store),
    ...createMessageFates(store),
    insert: inserter(store),
    deleteAcked,
    deleteDismissed,
  };

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

  /** Deletes at most `cap` dead or parked messages that were let go before the time, and no others. */
  function deleteDismissed(before: number, cap: number): number {
    const old = db.selectFrom("messages").select("id").where("dismissed_at", "<", before).limit(cap);
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
    dismissed_at: null,
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
  const newest = store.prepare<{ before: number; limit: number }, MessageRow>((db, param) =>
    db.selectFrom("messages").selectAll().where("id", "<", param("before")).orderBy("id", "desc").limit(param("limit")),
  );
  const searched = store.prepare<{ before: number }, SearchedRow>((db, param) =>
    db
      .selectFrom("messages")
      .select(["id", "sender", "recipient", "body"])
      .where("id", "<", param("before"))
      .orderBy("id", "desc"),
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
    /** The newest messages before one, oldest first. */
    newest: (limit: number, before: number) => newest.all({ limit, before }).toReversed(),
    /** What is looked at in a search, newest first; stop before the database is asked for more. */
    newestBefore: (before: number) => searched.iterate({ before }),
    queued: (recipient: string) => queued.get({ recipient })?.n ?? 0,
  };
}
