import { MAX_PUSHED_EVENTS, type AgentEvent, type PushedEvent } from "@hyperhive/wire";
import { cutEvent } from "./cut-event.ts";

/** How much the queue keeps while the core is away, and how much goes into one batch. */
export type QueueLimits = {
  readonly events: number;
  readonly bytes: number;
  readonly batchEvents: number;
  readonly batchBytes: number;
};

/** Fits the wire: as many events as one push takes, the note about dropped ones included, and a line below 1 MiB. */
const QUEUE_LIMITS: QueueLimits = {
  events: 10_000,
  bytes: 16 * 1024 * 1024,
  batchEvents: MAX_PUSHED_EVENTS - 1,
  batchBytes: 512 * 1024,
};

type Waiting = { readonly at: number; readonly event: AgentEvent; readonly size: number };

/** Rows that may go when there is too much; turn boundaries and states stay. */
const STREAM_ROWS: readonly AgentEvent["kind"][] = [
  "text",
  "thinking",
  "tool_use",
  "tool_result",
  "stderr",
  "unrecognised",
];

/** Events that wait for the core, in order and within limits; a number is given when an event leaves in a batch, so that numbers have no gaps. */
export class EventQueue {
  readonly #limits: QueueLimits;
  #waiting: Waiting[] = [];
  #bytes = 0;
  #seq = 0;
  #dropped = 0;

  constructor(limits: QueueLimits = QUEUE_LIMITS) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#waiting.length;
  }

  /** Takes an event in; the oldest stream rows go when there are too many. */
  add(event: AgentEvent, at: number): void {
    const kept = cutEvent(event);
    const size = Buffer.byteLength(JSON.stringify(kept));
    this.#waiting.push({ at, event: kept, size });
    this.#bytes += size;
    if (this.#waiting.length > this.#limits.events || this.#bytes > this.#limits.bytes) this.#makeRoom();
  }

  /** Takes the next batch out; empty when nothing waits. What was dropped is told in its place, at the front. */
  takeBatch(now: number): PushedEvent[] {
    const note = this.#dropped === 0 ? [] : [{ at: now, event: this.#droppedNote() }];
    const taken = this.#waiting.splice(0, this.#batchLength());
    this.#bytes -= taken.reduce((sum, { size }) => sum + size, 0);
    return [...note, ...taken].map((row) => this.#number(row));
  }

  #batchLength(): number {
    let bytes = 0;
    const end = this.#waiting.findIndex(({ size }, index) => {
      bytes += size;
      return index > 0 && (index >= this.#limits.batchEvents || bytes > this.#limits.batchBytes);
    });
    return end === -1 ? this.#waiting.length : end;
  }

  #number({ at, event }: Pick<Waiting, "at" | "event">): PushedEvent {
    this.#seq += 1;
    return { seq: this.#seq, at, event };
  }

  #droppedNote(): AgentEvent {
    const text = `${this.#dropped} event(s) were dropped here, because the core was away for too long`;
    this.#dropped = 0;
    return { kind: "note", text };
  }

  #makeRoom(): void {
    const before = this.#waiting.length;
    this.#shed(({ event }) => STREAM_ROWS.includes(event.kind));
    this.#shed(() => true);
    this.#dropped += before - this.#waiting.length;
  }

  // A tenth goes at once, so that a full queue is not searched again for every new event.
  #shed(mayGo: (row: Waiting) => boolean): void {
    let events = this.#waiting.length - this.#limits.events * 0.9;
    let bytes = this.#bytes - this.#limits.bytes * 0.9;
    const newest = this.#waiting.at(-1);
    this.#waiting = this.#waiting.filter((row) => {
      if (row === newest || (events <= 0 && bytes <= 0) || !mayGo(row)) return true;
      events -= 1;
      bytes -= row.size;
      this.#bytes -= row.size;
      return false;
    });
  }
}
