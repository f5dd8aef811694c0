import { useSignal, useSignalEffect, type Signal } from "@preact/signals";
import { displayName, SYSTEM, type InboxRow } from "@hyperhive/wire";
import { useRef } from "preact/hooks";
import { Age } from "../clock/age.tsx";
import { Icon } from "../controls/icon.tsx";
import { memo } from "../controls/memo.tsx";
import { bodyText } from "../format/body-text.ts";
import { senderClass } from "../format/sender-class.ts";
import { MarkdownView } from "../markdown/markdown-view.tsx";
import { isUnread } from "./unread.ts";

type Props = {
  readonly message: InboxRow;
  /** The message that is to be shown; taken away once it is. */
  readonly target: Signal<number | undefined>;
  readonly reply: (message: InboxRow) => void;
};

/** One message to the operator, folded to two lines if it is long. */
export const InboxItem = memo(function InboxItem({ message, target, reply }: Props) {
  const whole = useSignal(false);
  const item = useRef<HTMLLIElement>(null);
  const from = displayName(message.from);
  useSignalEffect(() => {
    if (target.value !== message.id) return;
    target.value = undefined;
    whole.value = true;
    // Its whole text is drawn first.
    requestAnimationFrame(() => {
      item.current?.scrollIntoView({ block: "nearest" });
      item.current?.focus({ preventScroll: true });
    });
  });
  return (
    <li class={isUnread(message) ? "unread" : ""} id={`inbox-${message.id}`} tabIndex={-1} ref={item}>
      <p class="meta">
        <b class={senderClass(message.from)}>{from}</b>
        {isUnread(message) && <span class="sr">unread</span>}
        <Age at={message.sent_at} class="push" />
        {message.from !== SYSTEM && (
          <button
            class="btn ghost icon sm"
            type="button"
            aria-label={`reply to ${from}`}
            onClick={() => reply(message)}
          >
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
});

function isLong(body: string): boolean {
  return body.length > 240 || body.trim().split("\n", 4).length > 3;
}
