import { useSignal } from "@preact/signals";
import { displayName, SYSTEM, type InboxRow } from "@hyperhive/wire";
import { now } from "../clock/now.ts";
import { GlyphLabel } from "../controls/heading.tsx";
import { Icon } from "../controls/icon.tsx";
import { Leet } from "../controls/leet.tsx";
import { coarseSpan } from "../format/span.ts";
import { MarkdownView } from "../markdown/markdown-view.tsx";
import { SectionBody } from "../shell/section-body.tsx";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { senderClass } from "../format/sender-class.ts";
import { bodyText } from "../format/body-text.ts";
import { usePage } from "../shell/page.ts";
import { isUnread, type Unread } from "./unread.ts";

type Props = { readonly dashboard: Dashboard; readonly unread: Unread; readonly replyTo: (message: InboxRow) => void };

/** Messages to the operator, newest first. */
export function OperatorInbox({ dashboard, unread, replyTo }: Props) {
  const count = unread.count.value;
  return (
    <details class="sec" open>
      <summary class="head">
        <h3 aria-label="operator inbox">
          <GlyphLabel text="0PER4T0R 1NB0X" />
        </h3>
        <span class="count">{count > 0 ? `${count} unread` : ""}</span>
      </summary>
      <SectionBody shown={dashboard.parts.inbox.value} what="the inbox" retry={dashboard.retryState}>
        {(inbox) => <InboxList messages={inbox.messages} unread={unread} replyTo={replyTo} />}
      </SectionBody>
    </details>
  );
}

function InboxList({
  messages,
  unread,
  replyTo,
}: {
  messages: readonly InboxRow[];
  unread: Unread;
  replyTo: Props["replyTo"];
}) {
  const page = usePage();
  const newest = messages.at(-1);
  if (newest === undefined)
    return <p class="panel none">nobody has written to you. the manager answers when you write to it below.</p>;
  const markRead = () => void page.attempt(() => page.http.markRead(newest.id));
  return (
    <div class="panel">
      <ul class="inbox">
        {messages.toReversed().map((message) => (
          <InboxItem
            key={message.id}
            message={message}
            isUnread={isUnread(message)}
            reply={() => (markRead(), replyTo(message))}
          />
        ))}
      </ul>
      {unread.count.value > 0 && (
        <p class="inbox-foot">
          <button class="btn ghost sm" type="button" onClick={markRead}>
            <Leet text="M4RK R34D" plain="mark all as read" />
          </button>
        </p>
      )}
    </div>
  );
}

function InboxItem({ message, isUnread, reply }: { message: InboxRow; isUnread: boolean; reply: () => void }) {
  const whole = useSignal(false);
  const from = displayName(message.from);
  return (
    <li class={isUnread ? "unread" : ""}>
      <p class="meta">
        <b class={senderClass(message.from)}>{from}</b>
        {isUnread && <span class="sr">unread</span>}
        <time class="push" dateTime={new Date(message.sent_at).toISOString()}>
          {coarseSpan((now.value - message.sent_at) / 1000)}
        </time>
        {message.from !== SYSTEM && (
          <button class="btn ghost icon sm" type="button" aria-label={`reply to ${from}`} onClick={reply}>
            <Icon name="reply" />
          </button>
        )}
      </p>
      <div class={whole.value ? "" : "two"}>
        <MarkdownView text={bodyText(message)} />
      </div>
      {isLong(message.body) && (
        <button
          class="btn ghost sm unfold"
          type="button"
          aria-expanded={whole.value}
          onClick={() => (whole.value = !whole.value)}
        >
          {whole.value ? "show less" : "show all"}
        </button>
      )}
    </li>
  );
}

function isLong(body: string): boolean {
  return body.length > 240 || body.trim().split("\n").length > 3;
}
