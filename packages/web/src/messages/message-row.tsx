import { displayName, type InboxRow } from "@hyperhive/wire";
import { now } from "../clock/now.ts";
import { lazy } from "../controls/lazy.tsx";
import { memo } from "../controls/memo.tsx";
import { clockTime, dayTime } from "../format/clock-time.ts";
import { MarkdownView } from "../markdown/markdown-view.tsx";
import { bodyText } from "../format/body-text.ts";
import { senderClass } from "../format/sender-class.ts";
import { FileRef } from "./file-ref.tsx";
import { messageFate } from "./message-fate.ts";

const KeptMessageBar = lazy(async () => (await import("./kept-message-bar.tsx")).KeptMessageBar);

/** One message: time, from → to, its fate at the right, its text, the files it names. */
export const MessageRow = memo(function MessageRow({
  message,
  isBackfill,
}: {
  message: InboxRow;
  isBackfill: boolean;
}) {
  const fate = messageFate(message);
  return (
    <div class={`row msg ${fate.look} ${isBackfill ? "no-anim" : ""}`} id={`msg-${message.id}`}>
      <p class="meta">
        <time dateTime={new Date(message.sent_at).toISOString()} title={dayTime(message.sent_at, now.peek())}>
          {clockTime(message.sent_at)}
        </time>
        <b class={senderClass(message.from)}>{displayName(message.from)}</b>
        <span>
          <span aria-hidden="true">→</span>
          <span class="sr">to</span>
        </span>
        <span class={`to ${senderClass(message.to)}`}>{displayName(message.to)}</span>
        <span class="push mk" title={fate.words}>
          <span aria-hidden="true">{fate.glyph}</span>
          <span class="sr">{fate.words}</span>
        </span>
      </p>
      {fate.flag !== undefined && <p class="flag">{fate.flag}</p>}
      <MarkdownView text={bodyText(message)} />
      {message.file_refs.map(({ path, size }) => (
        <FileRef key={path} message={message} path={path} size={size} />
      ))}
      {(fate.look === "dead" || fate.look === "parked") && (
        <div class="bar">
          <KeptMessageBar message={message} />
        </div>
      )}
    </div>
  );
});
