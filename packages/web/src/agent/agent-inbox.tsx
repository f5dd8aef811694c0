import { displayName, type InboxRow } from "@hyperhive/wire";
import { useMemo } from "preact/hooks";
import { now } from "../clock/now.ts";
import { GlyphLabel } from "../controls/heading.tsx";
import { senderClass } from "../format/sender-class.ts";
import { dayTime } from "../format/clock-time.ts";
import { bodyText } from "../format/body-text.ts";
import { MarkdownView } from "../markdown/markdown-view.tsx";
import type { Flow } from "../store/flow.ts";

const RECENT = 8;

/** Messages that wait for the agent, with the newest it has had beneath them. */
export function AgentInbox({ inbox }: { inbox: Flow }) {
  const isWide = useMemo(() => matchMedia("(min-width: 760px)").matches, []);
  const waiting = inbox.messages.filter(isWaiting);
  const others = inbox.messages
    .filter((message) => !isWaiting(message))
    .slice(-RECENT)
    .toReversed();
  return (
    <details class="sec" open={isWide}>
      <summary class="head">
        <h2 aria-label="inbox">
          <GlyphLabel text="1NB0X" />
        </h2>
        <span class="count">{waiting.length > 0 ? `${waiting.length} waiting` : "nothing waits"}</span>
      </summary>
      {inbox.messages.length === 0 ? (
        <p class="panel none">nobody has written to it yet.</p>
      ) : (
        <ul class="panel ibox" tabIndex={0} aria-label="messages to this agent">
          {[...waiting, ...others].map((message) => (
            <InboxLine key={message.id} message={message} />
          ))}
        </ul>
      )}
    </details>
  );
}

function InboxLine({ message }: { message: InboxRow }) {
  return (
    <li class={isWaiting(message) ? "waits" : "had"}>
      <time dateTime={new Date(message.sent_at).toISOString()}>{dayTime(message.sent_at, now.peek())}</time>
      <b class={`clip ${senderClass(message.from)}`}>{displayName(message.from)}</b>
      <MarkdownView text={bodyText(message)} />
    </li>
  );
}

function isWaiting({ state }: InboxRow): boolean {
  return state === "queued" || state === "delivered";
}
