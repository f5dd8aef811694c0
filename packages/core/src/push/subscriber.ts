import type { NoticeKind, PushSubscriptionData } from "@hyperhive/wire";
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import { PushLane } from "./push-lane.ts";
import type { PushNotice } from "./push-notice.ts";
import type { PushSender } from "./push-sender.ts";

/** What a subscriber needs of the hive. */
export type SubscriberParts = {
  readonly clock: Clock;
  readonly log: Pick<Logger, "info" | "warn">;
  readonly send: PushSender;
  /** Hears that this browser takes none any more. */
  readonly gone: (endpoint: string) => void;
};

/** One browser that is told; each kind of notice has a lane of its own, so that an approval never waits for messages. */
export class Subscriber {
  /** The newest keys of the browser. */
  subscription: PushSubscriptionData;
  readonly #closing = new AbortController();
  readonly #lanes: Readonly<Record<NoticeKind, PushLane>>;

  constructor(subscription: PushSubscriptionData, { clock, log, send, gone }: SubscriberParts) {
    this.subscription = subscription;
    // The path of an endpoint is what lets one send to it.
    const { host } = new URL(subscription.endpoint);
    const closing = this.#closing.signal;
    const lane = () =>
      new PushLane({
        clock,
        closing,
        send: (notice) => send(this.subscription, notice, closing),
        gone: () => {
          log.info({ host }, "a browser takes no notifications any more; its subscription is removed");
          gone(subscription.endpoint);
        },
        gaveUp: (reason) => log.warn({ host, reason }, "a notification could not be delivered"),
      });
    this.#lanes = { approval: lane(), question: lane(), message: lane() };
  }

  tell(notice: PushNotice): void {
    this.#lanes[notice.kind].offer(notice);
  }

  /** Gives up what is under way. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(Object.values(this.#lanes).map((lane) => lane.settled()));
  }
}
