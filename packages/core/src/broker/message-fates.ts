import type { Store } from "../store/store.ts";
import type { MessageRow } from "./message-row.ts";
import { DELIVERED } from "./state-literals.ts";

/** What is on lease, and what becomes of it. */
export function createMessageFates(store: Store) {
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
    | "state"
    | "attempts"
    | "redelivered"
    | "not_before"
    | "delivered_at"
    | "acked_at"
    | "dismissed_at"
    | "note"
    | "chain_id"
    | "hops"
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
        dismissed_at: param("dismissed_at"),
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
