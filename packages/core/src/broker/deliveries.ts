import { randomUUID } from "node:crypto";
import type { DashboardEvent, DeliveredMessage } from "@hyperhive/wire";
import type { Clock } from "../clock.ts";
import type { EventHub } from "../event-hub/event-hub.ts";
import type { Store } from "../store/store.ts";
import { messageEvent } from "./message-event.ts";
import { toMessage, type MessageRow } from "./message-row.ts";
import type { MessageStore } from "./message-store.ts";
import { deadNotices } from "./notices.ts";
import { fateOfRequeued, type RequeueOptions } from "./requeue-fate.ts";
import { insertNotice, type SendContext } from "./store-send.ts";

type Deps = {
  readonly store: Store;
  readonly messages: MessageStore;
  readonly clock: Clock;
  readonly hub: EventHub<DashboardEvent>;
  announce(rows: readonly MessageRow[]): void;
  context(): SendContext;
  wake(recipient: string): void;
};

/** Leases and what ends them. A lease stands in the database, so it outlives the core. */
export type Deliveries = {
  /** Leases up to `max` messages that may be delivered now. */
  take(recipient: string, max: number): DeliveredMessage[];
  ackTurn(recipient: string, ids?: readonly number[]): { acked: number; requeued: number };
  requeueInflight(recipient: string, options?: RequeueOptions): { requeued: number; dead: number };
  release(row: MessageRow): MessageRow;
};

/** Makes the lease side of a broker. */
export function createDeliveries(deps: Deps): Deliveries {
  const { store, messages, clock, hub } = deps;
  const delayed = new Map<string, { at: number; timer: Disposable }>();

  const publish = (kind: Parameters<typeof messageEvent>[0], rows: readonly MessageRow[]) => {
    for (const row of rows) hub.publish(messageEvent(kind, row, clock.now()));
  };

  // Wakes the recipient when its next delayed message falls due; one timer per recipient.
  const watchDelayed = (recipient: string) => {
    const at = messages.nextDelayed(recipient);
    const known = delayed.get(recipient);
    if (at === undefined || at <= clock.now() || known?.at === at) return;
    known?.timer[Symbol.dispose]();
    const due = () => {
      delayed.delete(recipient);
      deps.wake(recipient);
    };
    delayed.set(recipient, { at, timer: clock.setTimer(due, at - clock.now()) });
  };

  const requeueRows = (rows: readonly MessageRow[], options: RequeueOptions) => {
    const changed = rows.map((row) => messages.update(row.id, fateOfRequeued(row, options, clock.now())));
    const dead = changed.filter(({ state }) => state === "dead");
    const notices = dead.flatMap(deadNotices).map((notice) => insertNotice(notice, deps.context()));
    return { requeued: changed.filter(({ state }) => state === "queued"), dead, notices };
  };

  const afterRequeue = (recipient: string, { requeued, dead, notices }: ReturnType<typeof requeueRows>) => {
    publish("requeued", requeued);
    publish("dead", dead);
    deps.announce(notices);
    if (requeued.length > 0) deps.wake(recipient);
    watchDelayed(recipient);
  };

  return {
    take(recipient, max) {
      const due = messages.deliverable(recipient, { now: clock.now(), max });
      if (due.length === 0) {
        watchDelayed(recipient);
        return [];
      }
      const now = clock.now();
      const rows = store.transaction(() =>
        due.map((row) => messages.update(row.id, { state: "delivered", delivered_at: now, attempts: row.attempts + 1 })),
      );
      publish("delivered", rows);
      return rows.map((row) => ({ id: row.id, redelivered: row.redelivered === 1, attempt: row.attempts, message: toMessage(row) }));
    },
    ackTurn(recipient, ids) {
      const { acked, returned } = store.transaction(() => {
        const leased = messages.leased(recipient);
        const named = new Set(ids ?? leased.map(({ id }) => id));
        const rows = leased.filter(({ id }) => named.has(id));
        return {
          acked: rows.map((row) => messages.update(row.id, { state: "acked", acked_at: clock.now(), note: null })),
          // Leased, but its holder never heard of it: that delivery did not happen.
          returned: requeueRows(leased.filter(({ id }) => !named.has(id)), { reason: "its delivery was lost on the way", refundAttempt: true }),
        };
      });
      publish("acked", acked);
      afterRequeue(recipient, returned);
      return { acked: acked.length, requeued: returned.requeued.length };
    },
    requeueInflight(recipient, options = {}) {
      const returned = store.transaction(() => requeueRows(messages.leased(recipient), options));
      afterRequeue(recipient, returned);
      return { requeued: returned.requeued.length, dead: returned.dead.length };
    },
    release: (row) =>
      messages.update(row.id, {
        state: "queued",
        attempts: 0,
        redelivered: row.attempts > 0 ? 1 : 0,
        delivered_at: null,
        not_before: 0,
        note: null,
        chain_id: randomUUID(),
        hops: 0,
      }),
  };
}
