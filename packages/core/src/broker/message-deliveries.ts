import type { ExpressionBuilder } from "kysely";
import type { Store } from "../store/store.ts";
import type { BrokerTables } from "./broker-tables.ts";
import type { MessageRow } from "./message-row.ts";
import { QUEUED } from "./state-literals.ts";

const COUNTED_AT_MOST = 100;

/** What may be delivered, and its delivery. */
export function createMessageDeliveries(store: Store) {
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
  const queuedThrough = store.prepare<{ recipient: string; through: number }, MessageRow>((db, param) =>
    db
      .selectFrom("messages")
      .selectAll()
      .where("recipient", "=", param("recipient"))
      .where("state", "=", QUEUED)
      .where("id", "<=", param("through")),
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
    /** What waits for a recipient up to a message, oldest first. */
    queuedThrough: (recipient: string, through: number) => queuedThrough.all({ recipient, through }),
    lease(row: MessageRow, now: number): MessageRow {
      lease.run({ id: row.id, now });
      return { ...row, state: "delivered", delivered_at: now, attempts: row.attempts + 1 };
    },
  };
}
