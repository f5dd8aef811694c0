import type { Changes } from "./changes.ts";
import { toDelivered, type MessageRow } from "./message-row.ts";
import type { MessageStore } from "./message-store.ts";
import type { Waiter, WaitingRoom } from "./waiting-room.ts";

/** What serving needs. */
export type Counter = {
  readonly messages: MessageStore;
  readonly room: WaitingRoom;
  /** Has the recipient's waiters served again. */
  readonly serveAgain: (recipient: string) => void;
};

/** Leases what may be delivered to those who wait, first come first served, in the same commit that brought the messages. */
export function serveWaiters(counter: Counter, changes: Changes): void {
  for (const recipient of changes.touched) serve(recipient, counter, changes);
}

function serve(recipient: string, { messages, room, serveAgain }: Counter, changes: Changes): void {
  let more = true;
  let unserved = false;
  for (const waiter of room.of(recipient)) {
    const rows: MessageRow[] = more ? lease(recipient, waiter, messages, changes) : [];
    more = rows.length > 0;
    if (more || !waiter.patient)
      answer(waiter, { rows, queued: more ? messages.countDue(recipient, changes.now) : 0 }, changes);
    else unserved = true;
  }
  if (!unserved) return;
  const due = messages.nextDue(recipient);
  if (due !== undefined)
    changes.afterwards(() => room.setAlarm(recipient, due - changes.now, () => serveAgain(recipient)));
}

function lease(recipient: string, waiter: Waiter, messages: MessageStore, changes: Changes): MessageRow[] {
  const { now } = changes;
  return messages.due(recipient, { now, max: waiter.max }).map((row) => {
    const leased = messages.lease(row, now);
    changes.fate("delivered", leased);
    return leased;
  });
}

function answer(
  waiter: Waiter,
  { rows, queued }: { rows: readonly MessageRow[]; queued: number },
  changes: Changes,
): void {
  changes.afterwards(() => waiter.settle({ messages: rows.map(toDelivered), queued }));
}
