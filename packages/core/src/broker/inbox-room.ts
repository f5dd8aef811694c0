import { HiveError, MAX_QUEUED } from "@hyperhive/wire";

/** Keeps one inbox from growing without end. Counting is dear, so it is done only when the room found last time is used up. */
export class InboxRoom {
  readonly #count: (recipient: string) => number;
  readonly #left = new Map<string, number>();

  /** `count` says how many messages wait for a recipient. */
  constructor(count: (recipient: string) => number) {
    this.#count = count;
  }

  /** Takes a place for one more message. Throws `too_many` when the inbox is full. */
  take(recipient: string): void {
    const left = this.#left.get(recipient) || MAX_QUEUED - this.#count(recipient);
    if (left <= 0) {
      throw new HiveError(
        "too_many",
        `the inbox of ${recipient} is full: ${MAX_QUEUED} messages wait there; send again when some are done`,
      );
    }
    this.#left.set(recipient, left - 1);
  }
}
