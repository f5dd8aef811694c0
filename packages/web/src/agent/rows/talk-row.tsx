import { displayName } from "@hyperhive/wire";
import type { ComponentChildren } from "preact";
import { clockTime } from "../../format/clock-time.ts";
import { counted } from "../../format/amount.ts";
import { senderClass } from "../../format/sender-class.ts";
import { MarkdownView } from "../../markdown/markdown-view.tsx";
import type { CallLiveRow } from "../../store/live-view.ts";
import { receivedMessages } from "../../tool-call/received.ts";
import { toolLine } from "../../tool-call/tool-line.ts";
import { toolName } from "../../tool-call/tool-name.ts";
import { Running } from "./running.tsx";
import { spokenText } from "./spoken-text.ts";

type Props = { readonly row: CallLiveRow; readonly class: string; readonly isRunning: boolean };

/** Talk with others: what was sent, asked, answered or received, open as markdown. */
export function TalkRow({ row, class: extra, isRunning }: Props) {
  const { short } = toolName(row.event.name);
  return short === "recv" ? (
    <RecvRow row={row} class={extra} isRunning={isRunning} />
  ) : (
    <SaidRow row={row} class={extra} isRunning={isRunning} />
  );
}

function SaidRow({ row, class: extra, isRunning }: Props) {
  const { name, input } = row.event;
  const failed = row.result?.isError === true;
  return (
    <Talk
      row={row}
      class={`${extra} ${failed ? "failed" : ""}`}
      isRunning={isRunning}
      arrow="→"
      line={toolLine(name, input)}
      note={failed ? "failed" : ""}
      open
    >
      <MarkdownView text={spokenText(input)} />
      {row.result !== undefined && failed && <MarkdownView text={row.result.text} class="problem" />}
    </Talk>
  );
}

function RecvRow({ row, class: extra, isRunning }: Props) {
  const { result } = row;
  if (result === undefined) {
    const line = toolLine(row.event.name, row.event.input);
    return <Talk row={row} class={extra} isRunning={isRunning} arrow="←" line={line} note="" open={false} />;
  }
  const messages = receivedMessages(result.text);
  if (messages?.length === 0)
    return <Talk row={row} class={extra} isRunning={isRunning} arrow="←" line="" note="nothing waits" open={false} />;
  const senders = [...new Set(messages?.map(({ from }) => displayName(from)))].join(", ");
  const note = messages === undefined ? "" : counted(messages.length, "message");
  return (
    <Talk
      row={row}
      class={extra}
      isRunning={isRunning}
      arrow="←"
      line={senders === "" ? "" : `from ${senders}`}
      note={note}
      open
    >
      {messages === undefined ? (
        <MarkdownView text={result.text} />
      ) : (
        messages.map((message, index) => (
          <div key={index} class="got">
            {(messages.length > 1 || message.redelivered) && (
              <p class="meta">
                <b class={senderClass(message.from)}>{displayName(message.from)}</b>
                {message.redelivered && <span class="again">↻ redelivered</span>}
              </p>
            )}
            <MarkdownView text={message.body} />
          </div>
        ))
      )}
    </Talk>
  );
}

type TalkProps = Props & {
  readonly arrow: string;
  readonly line: string;
  readonly note: string;
  readonly open: boolean;
  readonly children?: ComponentChildren;
};

function Talk({ row, class: extra, isRunning, arrow, line, note, open, children }: TalkProps) {
  const waits = row.result === undefined && isRunning;
  const head = (
    <>
      <b class="tool">{toolName(row.event.name).short}</b> {line}
      {note !== "" && <span class="muted"> · {note}</span>} {waits && <Running since={row.at} />}
      <time>{clockTime(row.at)}</time>
    </>
  );
  if (children === undefined) {
    return (
      <div class={`row talk ${extra}`}>
        <span class="g" aria-hidden="true">
          {arrow}
        </span>
        {head}
      </div>
    );
  }
  return (
    <details class={`row talk ${extra}`} open={open}>
      <summary>
        <span class="dir">{arrow}</span> {head}
      </summary>
      <div class="in">{children}</div>
    </details>
  );
}
