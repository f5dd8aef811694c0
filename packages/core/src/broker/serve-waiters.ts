import type { Changes } from "./changes.ts";
import { toDelivered, type MessageRow } from "./message-row.ts";
import type { MessageStore } from "./message-store.ts";
import type { Waiter, WaitingRoom } from "./waiting-room.ts";

/** With what one more message can add, a batch of this size still fits on a line of the wire. */
const ENOUGH_BYTES = 512 * 1024;

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

// What is leased must be handed over whole, so a batch of long messages ends early.
function lease(recipient: string, waiter: Waiter, messages: MessageStore, changes: Changes): MessageRow[] {
  const { now } = changes;
  const rows: MessageRow[] = [];
  let size = 0;
  for (const row of messages.due(recipient, { now, max: waiter.max })) {
    const leased = messages.lease(row, now);
    changes.fate("delivered", leased);
    rows.push(leased);
    if (waiter.max > 1) size += Buffer.byteLength(JSON.stringify(toDelivered(leased)));
    if (size >= ENOUGH_BYTES) break;
  }
  return rows;
}

function answer(
  waiter: Waiter,
  { rows, queued }: { rows: readonly MessageRow[]; queued: number },
  changes: Changes,
): void {
  changes.afterwards(() => waiter.settle({ messages: rows.map(toDelivered), queued }));
}
