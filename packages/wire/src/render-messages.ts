import { MAX_DELIVERY_ATTEMPTS, MAX_RECV_BATCH } from "./limits.ts";
import type { DeliveredMessage } from "./message.ts";

/** Tells the model that an earlier turn may have done the work. */
export const REDELIVERY_BANNER = "[redelivered after harness restart — may already be handled]";

/** Writes received messages as the model reads them, and as `readDelivery` reads them back for pages: `(empty)`, one message, or several below a count; then how many still wait. */
export function renderMessages(messages: readonly DeliveredMessage[], queued: number): string {
  const [first, ...others] = messages;
  if (first === undefined) return "(empty)";
  const text =
    others.length === 0
      ? renderMessage(first)
      : [`popped ${messages.length} message(s)`, ...messages.map(renderMessage)].join("\n---\n");
  return [text, ...moreHint(queued)].join("\n\n");
}

/** Writes one message: who sent it and its id, the banner when it came before, a blank line, the body. */
export function renderMessage({ id, redelivered, attempt, message }: DeliveredMessage): string {
  const again = redelivered ? [`${REDELIVERY_BANNER} (delivery ${attempt} of ${MAX_DELIVERY_ATTEMPTS})`] : [];
  const answers = message.in_reply_to === undefined ? [] : [`in reply to: ${message.in_reply_to}`];
  return [...again, `from: ${message.from}`, `id: ${id}`, ...answers, "", message.body].join("\n");
}

/** Says how to fetch what still waits; nothing when nothing does. */
export function moreHint(queued: number): readonly string[] {
  if (queued <= 0) return [];
  return [`(${queued} more waiting: call recv(max: ${Math.min(queued, MAX_RECV_BATCH)}) to take them into this turn)`];
}
