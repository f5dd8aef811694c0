import {
  HiveError,
  MAX_RECV_BATCH,
  MAX_RECV_WAIT_SECONDS,
  type AgentName,
  type DashboardEvent,
  type FileRef,
  type InboxRow,
  type SendReceipt,
} from "@hyperhive/wire";
import type { Clock } from "../clock.ts";
import type { EventHub } from "../event-hub/event-hub.ts";
import type { Store } from "../store/store.ts";
import { ackLeases, requeueLeases } from "./end-leases.ts";
import type { RequeueOptions } from "./fate-of-requeue.ts";
import { GroupCommit } from "./group-commit.ts";
import { InboxRoom } from "./inbox-room.ts";
import type { Mail } from "./mail.ts";
import { markRead } from "./mark-read.ts";
import { messageListings, type MessageListings } from "./message-listings.ts";
import { createMessageStore } from "./message-store.ts";
import type { Outgoing } from "./outgoing.ts";
import { post } from "./post.ts";
import { createSearcher, type MessageSearcher } from "./search-messages.ts";
import { createSendKeyStore } from "./send-key-store.ts";
import { serveWaiters } from "./serve-waiters.ts";
import { dismissMessage, releaseMessage } from "./settle-kept.ts";
import { WaitingRoom, type Received, type Wait } from "./waiting-room.ts";

/** How a recipient asks for messages. */
export type RecvOptions = {
  /** How long to wait for the first message; capped at 180, default 0. */
  readonly waitSeconds?: number;
  /** Default 1, capped at 32. */
  readonly max?: number;
  /** When it aborts, the call ends empty and leases nothing. */
  readonly signal?: AbortSignal;
};

/** Stores messages, hands them out on lease and remembers what became of them. Every promise resolves once what it says is on disk; after `close` calls throw `shutting_down`. */
export interface Broker extends MessageListings {
  /** Throws `unknown_recipient`, `forbidden`, `key_reused`. */
  send(message: Outgoing): Promise<SendReceipt>;
  /** Runs the work of another domain and the messages that it posts in one durable transaction, shared with whatever else is asked in this round. The work is synchronous; a HiveError that it throws before it wrote anything refuses it alone. */
  commit<R>(work: (mail: Mail) => R): Promise<R>;
  /** Leases waiting messages, oldest first; waits for the first one only. A batch ends early at about half a MiB, so that it fits on a line. `queued` says how many more could be had now (counted up to 100). */
  recv(recipient: string, options?: RecvOptions): Promise<Received>;
  /** Acks the recipient's leased messages named in `ids`, or all of them; leases not named go back to the queue. */
  ackTurn(recipient: string, ids?: readonly number[]): Promise<{ acked: number; requeued: number }>;
  /** Returns the recipient's leased messages to the queue, in their old order; those that failed too often are dead. */
  requeueInflight(recipient: string, options?: RequeueOptions): Promise<{ requeued: number; dead: number }>;
  /** Acks what waits for a recipient who reads without leases (the operator), up to and with a message; says how many. */
  markRead(recipient: string, through: number): Promise<number>;
  /** Puts a dead or parked message back in its queue, with a fresh attempt count and chain. Throws `not_found`, `bad_request`, and `unknown_recipient` when nobody has its address any more. */
  release(id: number): Promise<InboxRow>;
  /** Lets a dead or parked message go: nobody gets it, unless it is released after all. Throws `not_found`, `bad_request`. */
  dismiss(id: number): Promise<InboxRow>;
  /** Looks for messages whose body, sender or recipient contain every word, at most 50 at a time, newest first; no other work waits for it longer than some ms. Throws `bad_request`. */
  search: MessageSearcher;
  /** Deletes at most `cap` messages acked before the time (Unix ms), as many let go before it and as many keys used before it; says how many went. */
  vacuum(options: { readonly before: number; readonly cap: number }): number;
  /** Finishes what was asked and lets those who wait go with nothing. */
  close(): Promise<void>;
}

/** What a broker is made from. */
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
export function createBroker({
  store,
  clock,
  hub,
  directory,
  resolveFileRefs,
  mayReach = () => true,
}: BrokerDeps): Broker {
  const messages = createMessageStore(store);
  const keys = createSendKeyStore(store);
  const room = new WaitingRoom(clock);
  const inboxes = new InboxRoom((recipient) => messages.queued(recipient));
  const agents = () => directory.agents();
  const office = { messages, keys, inboxes, agents, mayReach };
  const serve = (recipient: string) => commits.run((changes) => changes.touch(recipient));
  // Those who wait ask again, and then it is they who hear of the failure.
  const serveAgain = (recipient: string) => void serve(recipient).catch(() => room.dismiss(recipient));
  const commits = new GroupCommit({
    transaction: (work) => store.transaction(work),
    now: () => clock.now(),
    finish: (changes) => serveWaiters({ messages, room, serveAgain }, changes),
    announce: (changes) => changes.announce((event) => hub.publish(event)),
  });
  let open = true;
  const checkOpen = () => {
    if (!open) throw new HiveError("shutting_down", "the core is stopping; ask again when it is back");
  };
  return {
    async send(outgoing) {
      checkOpen();
      const fileRefs = resolveFileRefs(outgoing.from, outgoing.body);
      return await commits.run((changes) => post(outgoing, fileRefs, office, changes));
    },
    async commit(work) {
      checkOpen();
      return await commits.run((changes) =>
        work({
          now: changes.now,
          post: (message) => post(message, [], office, changes),
          afterwards: (effect) => changes.afterwards(effect),
        }),
      );
    },
    async recv(recipient, options = {}) {
      checkOpen();
      if (options.signal?.aborted === true) return { messages: [], queued: 0 };
      return await new Promise<Received>((resolve, reject) => {
        const waiter = room.enter(recipient, toWait(options), resolve);
        serve(recipient).catch((cause: unknown) => {
          reject(cause);
          waiter.settle({ messages: [], queued: 0 });
        });
      });
    },
    async ackTurn(recipient, ids) {
      checkOpen();
      return await commits.run((changes) => ackLeases({ recipient, ids }, { messages, agents }, changes));
    },
    async requeueInflight(recipient, options = {}) {
      checkOpen();
      return await commits.run((changes) => requeueLeases(recipient, options, { messages, agents }, changes));
    },
    async markRead(recipient, through) {
      checkOpen();
      return await commits.run((changes) => markRead({ recipient, through }, messages, changes));
    },
    async release(id) {
      checkOpen();
      return await commits.run((changes) => releaseMessage(id, { messages, agents }, changes));
    },
    async dismiss(id) {
      checkOpen();
      return await commits.run((changes) => dismissMessage(id, messages, changes));
    },
    async close() {
      open = false;
      commits.flush();
      room.close();
    },
    vacuum: ({ before, cap }) =>
      messages.deleteAcked(before, cap) + messages.deleteDismissed(before, cap) + keys.deleteBefore(before, cap),
    search: createSearcher(messages, checkOpen),
    ...messageListings(messages),
  };
}

function toWait({ waitSeconds = 0, max = 1, signal }: RecvOptions): Wait {
  return {
    waitMs: Math.min(Math.max(0, waitSeconds), MAX_RECV_WAIT_SECONDS) * 1000,
    max: Math.min(Math.max(1, max), MAX_RECV_BATCH),
    signal,
  };
}
