import type { SendReceipt } from "@hyperhive/wire";
import type { Outgoing } from "./outgoing.ts";

/** What the work of another domain may do besides its own rows, in the same transaction. */
export type Mail = {
  /** Time of the transaction, Unix ms. */
  readonly now: number;
  /** Stores a message. Throws `unknown_recipient`, `forbidden`, `too_many` before it writes. */
  post(message: Outgoing): SendReceipt;
  /** Runs once everything is on disk and announced. */
  afterwards(effect: () => void): void;
};
