import type { PushSubscriptionData } from "@hyperhive/wire";
import type { Store } from "../store/store.ts";
import type { PushSubscriptionsTable } from "./push-tables.ts";

/** Builds what is asked of subscriptions; all of it is rare. */
export function createSubscriptionStore(store: Store) {
  const { db } = store;
  return {
    /** Oldest first. */
    all: (): PushSubscriptionData[] =>
      store.all(db.selectFrom("push_subscriptions").selectAll().orderBy("created_at")).map(toSubscription),
    /** Stores a subscription, or the new keys of one that is there. */
    put({ endpoint, keys: { p256dh, auth } }: PushSubscriptionData, now: number): void {
      store.run(
        db
          .insertInto("push_subscriptions")
          .values({ endpoint, p256dh, auth, created_at: now })
          .onConflict((conflict) => conflict.column("endpoint").doUpdateSet({ p256dh, auth })),
      );
    },
    remove: (endpoint: string) => void store.run(db.deleteFrom("push_subscriptions").where("endpoint", "=", endpoint)),
    clear: () => store.run(db.deleteFrom("push_subscriptions")).changes,
  };
}

function toSubscription({ endpoint, p256dh, auth }: PushSubscriptionsTable): PushSubscriptionData {
  return { endpoint, keys: { p256dh, auth } };
}
