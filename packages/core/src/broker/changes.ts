import type { DashboardEvent } from "@hyperhive/wire";
import type { FateKind } from "./message-event.ts";
import { messageEvent } from "./message-event.ts";
import { toInboxRow, type MessageRow } from "./message-row.ts";

/** What one transaction does besides its rows; none of it happens unless the rows are on disk. */
export class Changes {
  /** Time of the transaction, Unix ms. */
  readonly now: number;
  readonly #events: DashboardEvent[] = [];
  readonly #effects: (() => void)[] = [];
  readonly #touched = new Set<string>();

  constructor(now: number) {
    this.now = now;
  }

  /** Recipients whose queue or waiters may have changed. */
  get touched(): Iterable<string> {
    return this.#touched;
  }

  touch(recipient: string): void {
    this.#touched.add(recipient);
  }

  sent(row: MessageRow): void {
    this.#events.push({ kind: "sent", message: toInboxRow(row) });
  }

  /** Notes what became of a message; the row is as it is after the change. */
  fate(kind: FateKind, row: MessageRow): void {
    this.#events.push(messageEvent(kind, row, this.now));
  }

  /** Runs after the commit, once everything was announced. */
  afterwards(effect: () => void): void {
    this.#effects.push(effect);
  }

  /** Tells everyone; called once, after the commit. */
  announce(publish: (event: DashboardEvent) => void): void {
    for (const event of this.#events) publish(event);
    for (const effect of this.#effects) effect();
  }
}
