import { displayName, readDelivery } from "@hyperhive/wire";
import { clockTime } from "../../format/clock-time.ts";
import { senderClass } from "../../format/sender-class.ts";
import { MarkdownView } from "../../markdown/markdown-view.tsx";
import type { Turn } from "../../store/live-view.ts";
import { DeliveryView, deliveryNote } from "./delivery-view.tsx";

const SHORT = 3000;

/** What the turn began with; folded when it is long. */
export function WakePrompt({
  start: { at, event },
  class: extra,
}: {
  start: NonNullable<Turn["start"]>;
  class: string;
}) {
  if (event.prompt === "") return null;
  const delivery = readDelivery(event.prompt);
  return (
    <details class={`row talk ${extra}`} open={event.prompt.length <= SHORT}>
      <summary>
        <span class="dir">←</span> <b class="tool">wake</b> from{" "}
        <b class={senderClass(event.woken_by)}>{displayName(event.woken_by)}</b>
        {delivery !== undefined && <span class="muted"> · {deliveryNote(delivery)}</span>}
        <time>{clockTime(at)}</time>
      </summary>
      <div class="in">
        {delivery === undefined ? <MarkdownView text={event.prompt} /> : <DeliveryView delivery={delivery} />}
      </div>
    </details>
  );
}
