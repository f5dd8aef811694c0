import { useComputed, type Signal } from "@preact/signals";
import type { InboxRow } from "@hyperhive/wire";
import { useCallback } from "preact/hooks";
import { Fold } from "../controls/fold.tsx";
import { GlyphLabel } from "../controls/heading.tsx";
import { Leet } from "../controls/leet.tsx";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { SectionBody } from "../shell/section-body.tsx";
import { usePage } from "../shell/page.ts";
import { INBOX_ROWS, inboxRows } from "./inbox-rows.ts";
import { InboxItem } from "./inbox-item.tsx";
import type { Unread } from "./unread.ts";

type Props = {
  readonly dashboard: Dashboard;
  readonly unread: Unread;
  readonly target: Signal<number | undefined>;
  readonly replyTo: (message: InboxRow) => void;
  readonly search: () => void;
};

/** Messages to the operator, newest first. */
export function OperatorInbox({ dashboard, unread, target, replyTo, search }: Props) {
  return (
    <Fold
      class="sec inbox-part"
      summaryClass="head"
      id="inbox"
      keep="inbox"
      open
      summary={
        <>
          <h3 aria-label="operator inbox">
            <GlyphLabel text="0PER4T0R 1NB0X" />
          </h3>
          <UnreadCount unread={unread} />
        </>
      }
    >
      {() => (
        <SectionBody shown={dashboard.parts.inbox.value} what="the inbox" retry={dashboard.retryState}>
          {({ messages }) => (
            <InboxList messages={messages} unread={unread} target={target} replyTo={replyTo} search={search} />
          )}
        </SectionBody>
      )}
    </Fold>
  );
}

function UnreadCount({ unread }: { unread: Unread }) {
  const count = unread.count.value;
  return <span class="count">{count > 0 ? `${count} unread` : ""}</span>;
}

type ListProps = Omit<Props, "dashboard"> & { readonly messages: readonly InboxRow[] };

function InboxList({ messages, unread, target, replyTo, search }: ListProps) {
  const { attempt, http } = usePage();
  const newest = messages.at(-1);
  const hasUnread = useComputed(() => unread.count.value > 0).value;
  const markRead = (through: number) => void attempt(() => http.markRead(through));
  const reply = useCallback((message: InboxRow) => {
    markRead(message.id);
    replyTo(message);
  }, []);
  if (newest === undefined)
    return <p class="panel none">nobody has written to you. the manager answers when you write to it below.</p>;
  const isFull = messages.length >= INBOX_ROWS;
  return (
    <div class="panel">
      <ul class="inbox">
        {inboxRows(messages).map((message) => (
          <InboxItem key={message.id} message={message} target={target} reply={reply} />
        ))}
      </ul>
      {(hasUnread || isFull) && (
        <p class="inbox-foot">
          {hasUnread && (
            <button class="btn ghost sm" type="button" onClick={() => markRead(newest.id)}>
              <Leet text="M4RK R34D" plain="mark all as read" />
            </button>
          )}
          {isFull && (
            <button class="btn ghost sm push" type="button" onClick={search}>
              <Leet text="S34RCH 0LD3R" plain="search older messages" />
            </button>
          )}
        </p>
      )}
    </div>
  );
}
