import type { ComponentChildren } from "preact";
import { memo } from "../../controls/memo.tsx";
import { clockTime } from "../../format/clock-time.ts";
import { MarkdownView } from "../../markdown/markdown-view.tsx";
import { PlainText } from "../../markdown/plain-text.tsx";
import { cutText } from "../../markdown/cut-text.ts";
import type { LiveRow, RowEvent } from "../../store/live-view.ts";
import { cutLine } from "../../tool-call/tool-line.ts";
import { CallRow } from "./call-row.tsx";
import { resultWords } from "./result-words.ts";

type Props = { readonly row: LiveRow; readonly class: string; readonly isRunning: boolean };

/** One row of the live view. */
export const LiveRowView = memo(function LiveRowView({ row, class: extra, isRunning }: Props) {
  if (row.kind === "call") return <CallRow row={row} class={extra} isRunning={isRunning} />;
  return <EventRow event={row.event} at={row.at} class={extra} />;
});

type EventProps<E> = { readonly event: E; readonly at: number; readonly class: string };

function EventRow({ event, at, class: extra }: EventProps<RowEvent>) {
  const of = (kind: string, glyph: string, children: ComponentChildren) => (
    <Row class={`${kind} ${extra}`} glyph={glyph} at={at}>
      {children}
    </Row>
  );
  switch (event.kind) {
    case "text":
      return of(subagentClass("said", event), subagentGlyph(event), <MarkdownView text={event.text} />);
    case "thinking":
      return (
        <Fold
          class={subagentClass("thought", event)}
          extra={extra}
          at={at}
          line={cutLine(event.text)}
          word="thinking"
          text={event.text}
        />
      );
    case "tool_result":
      return <OrphanResult event={event} at={at} class={extra} />;
    case "stderr":
      return of("err", "!", <PlainText text={event.line} />);
    case "note":
      return of("note", "✎", <PlainText text={event.text} />);
    case "unrecognised":
      return of("sys", "?", <Unrecognised type={event.type} raw={event.raw} />);
    case "session":
      return of(
        "quiet",
        "·",
        event.resumed ? `goes on in session ${event.session_id}` : `new session ${event.session_id}`,
      );
    case "status_changed":
      return of("quiet", "·", event.text === "" ? "status cleared" : `status: ${cutLine(event.text)}`);
    case "model_changed":
      return of("quiet", "·", `model: ${event.model}`);
    case "build":
      return of(event.state === "failed" ? "err" : "quiet", "⚒", <PlainText text={event.line} />);
  }
}

function Row({
  class: extra,
  glyph,
  at,
  children,
}: {
  class: string;
  glyph: string;
  at: number;
  children: ComponentChildren;
}) {
  return (
    <div class={`row ${extra}`}>
      <span class="g" aria-hidden="true">
        {glyph}
      </span>
      {children}
      <time>{clockTime(at)}</time>
    </div>
  );
}

type FoldProps = { class: string; extra: string; at: number; word: string; line: string; text: string };

function Fold({ class: kind, extra, at, word, line, text }: FoldProps) {
  return (
    <details class={`row ${kind} ${extra}`}>
      <summary>
        <b class="tool">{word}</b> <span class="muted">{line}</span>
        <time>{clockTime(at)}</time>
      </summary>
      <div class="in">
        <PlainText text={text} />
      </div>
    </details>
  );
}

/** A result whose call is not in the history. */
function OrphanResult({ event, at, class: extra }: EventProps<Extract<RowEvent, { kind: "tool_result" }>>) {
  const words = resultWords({ at, text: event.text, isError: event.is_error }, at);
  return (
    <Fold
      class={event.is_error ? "failed" : ""}
      extra={extra}
      at={at}
      word="← result"
      line={`· ${words}`}
      text={event.text}
    />
  );
}

function Unrecognised({ type, raw }: { type: string; raw: string }) {
  const cut = cutText(raw);
  return (
    <>
      unknown event <code>{type}</code> <span class="muted">{cut.isCut ? cutLine(raw) : raw}</span>
    </>
  );
}

function subagentClass(kind: string, { subagent }: { subagent?: string | undefined }): string {
  return subagent === undefined ? kind : `${kind} sub`;
}

function subagentGlyph({ subagent }: { subagent?: string | undefined }): string {
  return subagent === undefined ? "" : "⌁";
}
