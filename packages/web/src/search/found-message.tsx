import { useSignal } from "@preact/signals";
import { displayName, type InboxRow } from "@hyperhive/wire";
import { now } from "../clock/now.ts";
import { Leet } from "../controls/leet.tsx";
import { memo } from "../controls/memo.tsx";
import { bodyText } from "../format/body-text.ts";
import { dayTime } from "../format/clock-time.ts";
import { senderClass } from "../format/sender-class.ts";
import { MarkdownView } from "../markdown/markdown-view.tsx";
import { excerptOf, markedText } from "./marked-text.ts";

type Props = { readonly message: InboxRow; readonly words: readonly string[]; readonly show: (id: number) => void };

/** A message that was found: a line around the words, all of it on request, and the way to its place in the flow. */
export const FoundMessage = memo(function FoundMessage({ message, words, show }: Props) {
  const whole = useSignal(false);
  const text = bodyText(message);
  const [from, to] = [displayName(message.from), displayName(message.to)];
  return (
    <li>
      <p class="meta">
        <time dateTime={new Date(message.sent_at).toISOString()}>{dayTime(message.sent_at, now.peek())}</time>
        <b class={senderClass(message.from)}>
          <Marked text={from} words={words} />
        </b>
        <span>
          <span aria-hidden="true">→</span>
          <span class="sr">to</span>
        </span>
        <span class={`to ${senderClass(message.to)}`}>
          <Marked text={to} words={words} />
        </span>
        <span class="muted">#{message.id}</span>
      </p>
      {whole.value ? (
        <MarkdownView text={text} />
      ) : (
        <p class="excerpt">
          <Marked text={excerptOf(text, words)} words={words} />
        </p>
      )}
      <p class="bar">
        <button
          class="btn ghost sm"
          type="button"
          aria-expanded={whole.value}
          onClick={() => (whole.value = !whole.value)}
        >
          {whole.value ? "show less" : "show all"}
          <span class="sr"> of message {message.id}</span>
        </button>
        <button class="btn ghost sm" type="button" onClick={() => show(message.id)}>
          <Leet text="1N TH3 FL0W" plain={`show message ${message.id} in the flow`} />
        </button>
      </p>
    </li>
  );
});

function Marked({ text, words }: { text: string; words: readonly string[] }) {
  return (
    <bdi>
      {markedText(text, words).map(({ text: piece, marked }, at) => (marked ? <mark key={at}>{piece}</mark> : piece))}
    </bdi>
  );
}
