import { HiveError, type DashboardEvent, type PushSubscriptionData } from "@hyperhive/wire";
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import type { EventHub } from "../event-hub/event-hub.ts";
import type { Store } from "../store/store.ts";
import { checkSubscription } from "./check-subscription.ts";
import type { PushNetwork } from "./push-network.ts";
import { noticeOf } from "./push-notice.ts";
import { createPushSender, type PushSender } from "./push-sender.ts";
import { Subscriber } from "./subscriber.ts";
import { createSubscriptionStore } from "./subscription-store.ts";
import { openVapidKeys, type VapidKeys } from "./vapid-keys.ts";

/** Browsers of one hive at most. */
export const MAX_SUBSCRIPTIONS = 50;

/** Tells the operator's browsers of what waits and of messages, also while no page is open (Web Push). Best effort: what is under way when the core stops is not sent again. */
export interface Push {
  /** The hive's public key, base64url. Throws `unsupported` when push is off because the key file is damaged. */
  publicKey(): string;
  /** Adds a browser, or its new keys. Throws `bad_request`, `too_many`, `unsupported`. */
  subscribe(subscription: PushSubscriptionData): Promise<void>;
  /** An unknown endpoint is no error. */
  unsubscribe(endpoint: string): void;
  /** Reads or makes the key pair and begins to tell of what happens from now on. */
  start(): void;
  close(): Promise<void>;
}

/** What push is made from. */
export type PushParts = {
  readonly store: Store;
  readonly hub: Pick<EventHub<DashboardEvent>, "subscribe">;
  readonly clock: Clock;
  readonly log: Pick<Logger, "info" | "warn" | "error">;
  /** Path of the key pair. */
  readonly keyFile: string;
  /** Where a push service can complain: an `https:` or `mailto:` address. */
  readonly subject: string;
  readonly network: PushNetwork;
};

/** Makes the push of a hive over its store, which stays the caller's. */
export function createPush(parts: PushParts): Push {
  const { store, hub, clock, log, network } = parts;
  const rows = createSubscriptionStore(store);
  const subscribers = new Map<string, Subscriber>();
  const state: { on?: { readonly keys: VapidKeys; readonly send: PushSender }; unfollow?: () => void } = {};
  const on = () => {
    if (state.on !== undefined) return state.on;
    throw new HiveError("unsupported", `notifications are off: ${parts.keyFile} is damaged, see the log of the core`);
  };
  const add = (subscription: PushSubscriptionData, send: PushSender) => {
    const known = subscribers.get(subscription.endpoint);
    if (known !== undefined) known.subscription = subscription;
    else subscribers.set(subscription.endpoint, new Subscriber(subscription, { clock, log, send, gone: remove }));
  };
  const remove = (endpoint: string) => {
    rows.remove(endpoint);
    void subscribers.get(endpoint)?.close();
    subscribers.delete(endpoint);
  };
  return {
    publicKey: () => on().keys.publicKey,
    async subscribe(subscription) {
      const { send } = on();
      await checkSubscription(subscription, network);
      checkRoom(subscribers, subscription);
      rows.put(subscription, clock.now());
      add(subscription, send);
    },
    unsubscribe: remove,
    start() {
      const keys = takeKeys(parts, () => rows.clear());
      if (keys === undefined) return;
      const send = createPushSender({ ...parts, keys });
      state.on = { keys, send };
      for (const subscription of rows.all()) add(subscription, send);
      state.unfollow = hub.subscribe((event) => {
        const notice = subscribers.size === 0 ? undefined : noticeOf(event);
        if (notice !== undefined) for (const subscriber of subscribers.values()) subscriber.tell(notice);
      });
    },
    async close() {
      state.unfollow?.();
      await Promise.all(Array.from(subscribers.values(), (subscriber) => subscriber.close()));
    },
  };
}

// A browser is subscribed with one key; with another one it can be told nothing.
function takeKeys({ keyFile, log }: PushParts, forgetAll: () => number): VapidKeys | undefined {
  const reading = openVapidKeys(keyFile);
  if (!reading.ok) {
    const remedy = "notifications are off; bring the file back, or remove it and subscribe every browser again";
    log.error({ problem: reading.problem }, remedy);
    return undefined;
  }
  const forgotten = reading.isNew ? forgetAll() : 0;
  if (forgotten > 0)
    log.warn({ forgotten }, "the key pair for notifications is new; every browser has to subscribe again");
  return reading.keys;
}

function checkRoom(subscribers: ReadonlyMap<string, unknown>, { endpoint }: PushSubscriptionData): void {
  if (subscribers.size < MAX_SUBSCRIPTIONS || subscribers.has(endpoint)) return;
  throw new HiveError(
    "too_many",
    `${MAX_SUBSCRIPTIONS} browsers are told already; turn notifications off in one of them first`,
  );
}
