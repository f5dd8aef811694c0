import { displayName } from "@hyperhive/wire";
import { senderClass } from "../../format/sender-class.ts";
import { counted } from "../../format/amount.ts";
import { clockTime } from "../../format/clock-time.ts";
import { MarkdownView } from "../../markdown/markdown-view.tsx";
import type { Turn } from "../../store/live-view.ts";

const SHORT = 1200;

/** What the turn began with; folded when it is long. */
export function WakePrompt({
  start: { at, event },
  class: extra,
}: {
  start: NonNullable<Turn["start"]>;
  class: string;
}) {
  if (event.prompt === "") return null;
  const count = event.message_ids.length;
  return (
    <details class={`row talk ${extra}`} open={event.prompt.length <= SHORT}>
      <summary>
        <span class="dir">←</span> <b class="tool">wake</b> from{" "}
        <b class={senderClass(event.woken_by)}>{displayName(event.woken_by)}</b>
        {count > 0 && <span class="muted"> · {counted(count, "message")}</span>}
        <time>{clockTime(at)}</time>
      </summary>
      <div class="in">
        <MarkdownView text={event.prompt} />
      </div>
    </details>
  );
}
