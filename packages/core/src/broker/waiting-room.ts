import type { DeliveredMessage } from "@hyperhive/wire";
import type { Clock } from "../clock.ts";

/** What a `recv` comes to. */
export type Received = { messages: DeliveredMessage[]; queued: number };

/** One `recv` that has not been answered. */
export type Waiter = {
  readonly max: number;
  /** Whether it waits for a message, or is content with none. */
  readonly patient: boolean;
  /** Answers it; a second answer has no effect. */
  settle(received: Received): void;
};

/** How somebody waits; `waitMs` 0 means not at all. */
export type Wait = { readonly max: number; readonly waitMs: number; readonly signal?: AbortSignal | undefined };

/** Those who wait for messages, per recipient in the order in which they came. */
export class WaitingRoom {
  readonly #clock: Clock;
  readonly #waiters = new Map<string, Set<Waiter>>();
  readonly #alarms = new Map<string, Disposable>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Lets somebody wait; the answer is empty when its time is over or its signal aborts. */
  enter(recipient: string, wait: Wait, answer: (received: Received) => void): Waiter {
    const { signal } = wait;
    const leave = () => waiter.settle({ messages: [], queued: 0 });
    const timer = wait.waitMs > 0 ? this.#clock.setTimer(leave, wait.waitMs) : undefined;
    const waiter: Waiter = {
      max: wait.max,
      patient: wait.waitMs > 0,
      settle: (received) => {
        if (!this.#remove(recipient, waiter)) return;
        timer?.[Symbol.dispose]();
        signal?.removeEventListener("abort", leave);
        answer(received);
      },
    };
    this.#add(recipient, waiter);
    signal?.addEventListener("abort", leave);
    return waiter;
  }

  /** Who waits for the recipient's messages, first come first. */
  of(recipient: string): Iterable<Waiter> {
    return this.#waiters.get(recipient) ?? [];
  }

  /** Calls back after `ms` unless nobody waits any more by then; replaces the recipient's earlier alarm. */
  setAlarm(recipient: string, ms: number, ring: () => void): void {
    this.#clearAlarm(recipient);
    if (this.#waiters.has(recipient)) this.#alarms.set(recipient, this.#clock.setTimer(ring, ms));
  }

  /** Lets the recipient's waiters go with nothing. */
  dismiss(recipient: string): void {
    for (const waiter of this.of(recipient)) waiter.settle({ messages: [], queued: 0 });
  }

  /** Lets everyone go with nothing. */
  close(): void {
    for (const recipient of this.#waiters.keys()) this.dismiss(recipient);
  }

  #add(recipient: string, waiter: Waiter): void {
    const waiters = this.#waiters.get(recipient) ?? new Set();
    waiters.add(waiter);
    this.#waiters.set(recipient, waiters);
  }

  #remove(recipient: string, waiter: Waiter): boolean {
    const waiters = this.#waiters.get(recipient);
    if (waiters?.delete(waiter) !== true) return false;
    if (waiters.size === 0) {
      this.#waiters.delete(recipient);
      this.#clearAlarm(recipient);
    }
    return true;
  }

  #clearAlarm(recipient: string): void {
    this.#alarms.get(recipient)?.[Symbol.dispose]();
    this.#alarms.delete(recipient);
  }
}
