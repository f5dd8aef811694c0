import type { DeliveredMessage } from "@hyperhive/wire";

type Row = DeliveredMessage & { leased: boolean };

/** How a harness gives messages back. */
export type Requeue = { reason?: string; delay_seconds?: number; refund_attempt?: boolean };

/** Holds the messages of one agent as the core would, but forgets delays. */
export class InboxStub {
  readonly acked: number[] = [];
  readonly requeues: Requeue[] = [];
  /** Whether what is requeued is delivered again. */
  redeliver = true;
  #rows: Row[] = [];
  #nextId = 1;

  /** Says the id of the message. */
  add(body: string, from: string): number {
    const id = this.#nextId++;
    const message = { id, from, to: "alice", body, sent_at: 0, chain_id: `c${id}`, hops: 0, file_refs: [] };
    this.#rows.push({ id, redelivered: false, attempt: 0, message, leased: false });
    return id;
  }

  /** Whether there is nothing to lease. */
  isEmpty(): boolean {
    return this.#free().length === 0;
  }

  lease(max: number): { messages: DeliveredMessage[]; queued: number } {
    if (max === 0) return { messages: [], queued: 0 };
    const taken = this.#free().slice(0, max);
    for (const row of taken) Object.assign(row, { leased: true, attempt: row.attempt + 1 });
    return { messages: taken.map(({ leased: _, ...row }) => row), queued: this.#free().length };
  }

  ack(ids: number[] | undefined): { acked: number; requeued: number } {
    const done = this.#rows.filter(({ id, leased }) => leased && (ids === undefined || ids.includes(id)));
    this.acked.push(...done.map(({ id }) => id));
    this.#rows = this.#rows.filter((row) => !done.includes(row));
    const requeued = this.#release(false);
    return { acked: done.length, requeued };
  }

  requeue(input: Requeue): { requeued: number; dead: number } {
    this.requeues.push(input);
    if (!this.redeliver) this.#rows = this.#rows.filter(({ leased }) => !leased);
    const requeued = this.#release(input.refund_attempt === true);
    return { requeued, dead: 0 };
  }

  #free(): Row[] {
    return this.#rows.filter(({ leased }) => !leased);
  }

  #release(refund: boolean): number {
    const leased = this.#rows.filter((row) => row.leased);
    for (const row of leased)
      Object.assign(row, { leased: false, redelivered: true, attempt: row.attempt - (refund ? 1 : 0) });
    return leased.length;
  }
}
