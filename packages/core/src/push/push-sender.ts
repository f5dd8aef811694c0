import { setImmediate as nextRound } from "node:timers/promises";
import { messageOf, type PushSubscriptionData } from "@hyperhive/wire";
import { KeyedMutex } from "../keyed-mutex.ts";
import { postPush } from "./post-push.ts";
import { reachOf, type PushNetwork } from "./push-network.ts";
import type { PushNotice } from "./push-notice.ts";
import type { PushOutcome } from "./push-outcome.ts";
import type { VapidKeys } from "./vapid-keys.ts";

const DAY_SECONDS = 24 * 60 * 60;

/** Who signs the pushes and on which net they go. */
export type SenderParts = {
  readonly keys: VapidKeys;
  /** Where a push service can complain: an `https:` or `mailto:` address. */
  readonly subject: string;
  readonly network: PushNetwork;
};

/** Encrypts a notice for a browser (RFC 8291), signs it (RFC 8292) and posts it; never rejects. */
export type PushSender = (
  subscription: PushSubscriptionData,
  notice: PushNotice,
  signal: AbortSignal,
) => Promise<PushOutcome>;

/** Makes a sender. */
export function createPushSender(parts: SenderParts): PushSender {
  const turns = new KeyedMutex();
  const sealInTurn = async (subscription: PushSubscriptionData, notice: PushNotice) => {
    using _turn = await turns.hold("seal");
    // One per round, so that a push to many browsers holds nobody up.
    await nextRound();
    return await seal(subscription, notice, parts);
  };
  return async (subscription, notice, signal) => {
    try {
      const url = new URL(subscription.endpoint);
      const reach = await reachOf(url, parts.network);
      if (!reach.ok) return { kind: "failed", reason: reach.reason, mayRetry: !reach.isRefused };
      const sealed = await sealInTurn(subscription, notice);
      return await postPush({ ...sealed, url, addresses: reach.addresses, ca: parts.network.ca, signal });
    } catch (thrown) {
      return { kind: "failed", reason: messageOf(thrown), mayRetry: false };
    }
  };
}

async function seal(subscription: PushSubscriptionData, { kind, message }: PushNotice, parts: SenderParts) {
  // Loaded late: most cores never push.
  const { default: webPush } = await import("web-push");
  const { headers, body } = webPush.generateRequestDetails(subscription, JSON.stringify(message), {
    vapidDetails: {
      subject: parts.subject,
      publicKey: parts.keys.publicKey,
      privateKey: parts.keys.privateKey.reveal(),
    },
    TTL: DAY_SECONDS,
    urgency: kind === "message" ? "normal" : "high",
  });
  return { headers: headers as Record<string, string | number>, body };
}
