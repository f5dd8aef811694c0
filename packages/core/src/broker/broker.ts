import type { AgentName, DashboardEvent, DeliveredMessage, FileRef, InboxRow, MessageState, SendReceipt } from "@hyperhive/wire";
import type { Clock } from "../clock.ts";
import type { EventHub } from "../event-hub/event-hub.ts";
import type { Store } from "../store/store.ts";

/** One message as its sender hands it over; `from` is who the socket speaks for. */
export type Outgoing = {
  readonly from: string;
  /** An agent, `operator`, or `*` for every agent but the sender. */
  readonly to: string;
  readonly body: string;
  readonly inReplyTo?: number;
  /** The same key from the same sender stores one message. */
  readonly key?: string;
};

export type RecvOptions = {
  /** How long to wait for the first message; capped at 180, default 0. */
  readonly waitSeconds?: number;
  /** Default 1, capped at 32. */
  readonly max?: number;
  /** When it aborts, the call ends empty and leases nothing. */
  readonly signal?: AbortSignal;
};

export type RequeueOptions = {
  readonly reason?: string;
  readonly delaySeconds?: number;
  /** The delivery does not count. */
  readonly refundAttempt?: boolean;
};

/** What became of one message, for its sender. */
export type MessageStatus = {
  readonly id: number;
  readonly to: string;
  readonly state: MessageState;
  readonly attempts: number;
  readonly note?: string;
};

/** Stores messages, hands them out on lease and remembers what became of them. Every promise resolves once what it says is on disk; after `close` calls throw `shutting_down`. */
export interface Broker {
  /** Throws `unknown_recipient`, `forbidden`, `key_reused`. */
  send(message: Outgoing): Promise<SendReceipt>;
  /** Leases waiting messages, oldest first; waits for the first one only. `queued` says how many more could be had now (counted up to 1,000). */
  recv(recipient: string, options?: RecvOptions): Promise<{ messages: DeliveredMessage[]; queued: number }>;
  /** Acks the recipient's leased messages named in `ids`, or all of them; leases not named go back to the queue. */
  ackTurn(recipient: string, ids?: readonly number[]): Promise<{ acked: number; requeued: number }>;
  /** Returns the recipient's leased messages to the queue, in their old order; those that failed too often are dead. */
  requeueInflight(recipient: string, options?: RequeueOptions): Promise<{ requeued: number; dead: number }>;
  /** Puts a dead or parked message back in its queue, with a fresh attempt count and chain. Throws `not_found`, `bad_request`. */
  release(id: number): Promise<InboxRow>;
  /** The newest messages to a recipient, oldest first. */
  recent(recipient: string, limit: number): InboxRow[];
  /** The newest messages of the hive, oldest first. */
  history(limit: number): InboxRow[];
  /** What became of those of the messages that this sender sent. */
  statuses(from: string, ids: readonly number[]): MessageStatus[];
  find(id: number): InboxRow | undefined;
  /** How many messages wait for the recipient, held back ones included. */
  queued(recipient: string): number;
  /** Deletes at most `cap` messages acked before the time (Unix ms), and as many keys used before it; says how many went. */
  vacuum(options: { readonly before: number; readonly cap: number }): number;
  /** Finishes what was asked and lets those who wait go with nothing. */
  close(): Promise<void>;
}

export type BrokerDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly hub: Pick<EventHub<DashboardEvent>, "publish">;
  /** Who exists now. */
  readonly directory: { agents(): readonly AgentName[] };
  /** Finds the files that a body names. */
  readonly resolveFileRefs: (from: string, body: string) => readonly FileRef[];
  /** Whether a sender may send to somebody; everyone may when absent. */
  readonly mayReach?: (from: string, to: string) => boolean;
};

/** Makes the broker of a hive over its store, which stays the caller's. */
export function createBroker(deps: BrokerDeps): Broker {
  throw new Error(`not yet ${Object.keys(deps).join()}`);
}
