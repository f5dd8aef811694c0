import type { Store } from "../store/store.ts";
import type { SendKeysTable } from "./broker-tables.ts";

/** The idempotency keys that senders have used. */
export type SendKeyStore = ReturnType<typeof createSendKeyStore>;

/** Prepares everything that is asked of keys. */
export function createSendKeyStore(store: Store) {
  const { db } = store;
  const find = store.prepare<{ sender: string; key: string }, SendKeysTable>((query, param) =>
    query.selectFrom("send_keys").selectAll().where("sender", "=", param("sender")).where("key", "=", param("key")),
  );
  const insert = store.prepare<SendKeysTable, unknown>((query, param) =>
    query.insertInto("send_keys").values({
      sender: param("sender"),
      key: param("key"),
      fingerprint: param("fingerprint"),
      receipt: param("receipt"),
      sent_at: param("sent_at"),
    }),
  );
  return {
    find: (sender: string, key: string) => find.get({ sender, key }),
    insert: (row: SendKeysTable) => void insert.run(row),
    /** Forgets at most `cap` keys that were used before the time. */
    deleteBefore(before: number, cap: number): number {
      const old = db.selectFrom("send_keys").select(["sender", "key"]).where("sent_at", "<", before).limit(cap);
      return store.run(
        db
          .deleteFrom("send_keys")
          .where(({ refTuple }) => refTuple("sender", "key"), "in", old.$asTuple("sender", "key")),
      ).changes;
    },
  };
}
