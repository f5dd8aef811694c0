import { hash } from "node:crypto";
import { HiveError } from "@hyperhive/wire";
import type { Store } from "../store/store.ts";

/** One request that may be a repetition. */
export type KeyedRequest = {
  readonly sender: string;
  readonly verb: string;
  readonly key: string | undefined;
  /** All that makes it this request and no other, as JSON values. */
  readonly content: readonly unknown[];
};

/** Lets callers repeat requests safely: the same key with the same content answers with the first receipt. */
export type RequestKeys = ReturnType<typeof createRequestKeys>;

/** Makes the keys of a hive over its store. Every call belongs into the transaction of the request. */
export function createRequestKeys(store: Store) {
  const { db } = store;
  return {
    /** The first receipt of a request that was made before. Throws `key_reused` when the key belongs to another one. */
    find({ sender, verb, key, content }: KeyedRequest): object | undefined {
      if (key === undefined) return undefined;
      const row = store.get(
        db
          .selectFrom("request_keys")
          .select(["fingerprint", "receipt"])
          .where("sender", "=", sender)
          .where("verb", "=", verb)
          .where("key", "=", key),
      );
      if (row === undefined) return undefined;
      if (row.fingerprint === fingerprintOf(content)) return JSON.parse(row.receipt) as object;
      throw new HiveError(
        "key_reused",
        `\`key\`: expected a key that you have not used for another \`${verb}\`, got ${JSON.stringify(key)}; take a new one`,
      );
    },
    /** Remembers what was answered; nothing without a key. */
    keep({ sender, verb, key, content }: KeyedRequest, receipt: object, at: number): void {
      if (key === undefined) return;
      const fingerprint = fingerprintOf(content);
      store.run(
        db.insertInto("request_keys").values({ sender, verb, key, fingerprint, receipt: JSON.stringify(receipt), at }),
      );
    },
    /** Forgets at most `cap` keys that were used before the time (Unix ms). */
    vacuum({ before, cap }: { readonly before: number; readonly cap: number }): number {
      const old = db.selectFrom("request_keys").select(["sender", "verb", "key"]).where("at", "<", before).limit(cap);
      return store.run(
        db
          .deleteFrom("request_keys")
          .where(({ refTuple }) => refTuple("sender", "verb", "key"), "in", old.$asTuple("sender", "verb", "key")),
      ).changes;
    },
  };
}

function fingerprintOf(content: readonly unknown[]): string {
  return hash(
    "sha256",
    JSON.stringify(content, (_key, value: unknown) => value ?? null),
  );
}
