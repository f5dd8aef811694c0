import { displayName, readDelivery } from "@hyperhive/wire";
import type { ComponentChildren } from "preact";
import { clockTime } from "../../format/clock-time.ts";
import { MarkdownView } from "../../markdown/markdown-view.tsx";
import type { CallLiveRow } from "../../store/live-view.ts";
import { toolLine } from "../../tool-call/tool-line.ts";
import { toolName } from "../../tool-call/tool-name.ts";
import { DeliveryView, deliveryNote } from "./delivery-view.tsx";
import { Running } from "./running.tsx";
import { sentWords } from "./sent-words.ts";
import { spokenText } from "./spoken-text.ts";

type Props = { readonly row: CallLiveRow; readonly class: string; readonly isRunning: boolean };

/** Talk with others: what was sent, asked, answered or received, open as markdown. */
export function TalkRow(props: Props) {
  return toolName(props.row.event.name).short === "recv" ? <RecvRow {...props} /> : <SaidRow {...props} />;
}

function SaidRow({ row, class: extra, isRunning }: Props) {
  const { name, input } = row.event;
  const failed = row.result?.isError === true;
  const answer = row.result === undefined ? { ids: "" } : sentWords(row.result.text);
  const note = failed ? "failed" : "ids" in answer ? answer.ids : "";
  const talk = { row, class: failed ? `${extra} failed` : extra, isRunning, arrow: "→", note };
  return (
    <Talk {...talk} line={toolLine(name, input)}>
      <MarkdownView text={spokenText(input)} />
      {"said" in answer && <MarkdownView text={answer.said} class={failed ? "problem" : "answer"} />}
    </Talk>
  );
}

function RecvRow({ row, class: extra, isRunning }: Props) {
  const { result } = row;
  const talk = { row, class: extra, isRunning, arrow: "←" };
  if (result === undefined) return <Talk {...talk} line={toolLine(row.event.name, row.event.input)} note="" />;
  const delivery = readDelivery(result.text);
  if (delivery?.messages.length === 0) return <Talk {...talk} line="" note="nothing waits" />;
  if (delivery === undefined) {
    return (
      <Talk {...talk} line="" note={result.isError ? "failed" : ""}>
        <MarkdownView text={result.text} class={result.isError ? "problem" : ""} />
      </Talk>
    );
  }
  const senders = [...new Set(delivery.messages.map(({ from }) => displayName(from)))].join(", ");
  return (
    <Talk {...talk} line={`from ${senders}`} note={deliveryNote(delivery)}>
      <DeliveryView delivery={delivery} />
    </Talk>
  );
}

type TalkProps = Props & {
  readonly arrow: string;
  readonly line: string;
  readonly note: string;
  readonly children?: ComponentChildren;
};

function Talk({ row, class: extra, isRunning, arrow, line, note, children }: TalkProps) {
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
    <details class={`row talk ${extra}`} open>
      <summary>
        <span class="dir">{arrow}</span> {head}
      </summary>
      <div class="in">{children}</div>
    </details>
  );
}
