import { clockTime } from "../../format/clock-time.ts";
import { PlainText } from "../../markdown/plain-text.tsx";
import type { CallLiveRow } from "../../store/live-view.ts";
import { editDiff } from "../../tool-call/edit-diff.ts";
import { toolLine } from "../../tool-call/tool-line.ts";
import { isTalk, toolName } from "../../tool-call/tool-name.ts";
import { DiffTable, DiffTotals } from "./diff-table.tsx";
import { resultWords } from "./result-words.ts";
import { Running } from "./running.tsx";
import { TalkRow } from "./talk-row.tsx";

type Props = { readonly row: CallLiveRow; readonly class: string; readonly isRunning: boolean };

/** A tool call and, once it is there, its result: talk open as markdown, Write and Edit as a diff, the others as one line with the result folded. */
export function CallRow({ row, class: extra, isRunning }: Props) {
  if (isTalk(row.event.name)) return <TalkRow row={row} class={extra} isRunning={isRunning} />;
  const diff = editDiff(row.event.name, row.event.input);
  const kind = `${row.event.subagent === undefined ? "" : "sub"} ${row.result?.isError === true ? "failed" : ""} ${extra}`;
  if (diff === undefined && row.result === undefined) {
    return (
      <div class={`row call ${kind}`}>
        <span class="g" aria-hidden="true">
          {row.event.subagent === undefined ? "→" : "⌁"}
        </span>
        <CallLine row={row} /> {isRunning && <Running since={row.at} />}
        <time>{clockTime(row.at)}</time>
      </div>
    );
  }
  return (
    <details class={`row call ${kind}`}>
      <summary>
        <span class="dir">{row.event.subagent === undefined ? "→" : "⌁"}</span> <CallLine row={row} />
        <span class="muted">
          {diff !== undefined && (
            <>
              {" · "}
              <DiffTotals diff={diff} />
            </>
          )}
          {row.result !== undefined &&
            (diff === undefined || row.result.isError) &&
            ` · ← ${resultWords(row.result, row.at)}`}
        </span>
        {row.result === undefined && isRunning && <Running since={row.at} />}
        <time>{clockTime(row.at)}</time>
      </summary>
      <div class="in">
        {diff !== undefined && <DiffTable diff={diff} />}
        {diff === undefined && <WholeArguments row={row} />}
        {row.result !== undefined && (diff === undefined || row.result.isError) && <PlainText text={row.result.text} />}
      </div>
    </details>
  );
}

function CallLine({ row: { event } }: { row: CallLiveRow }) {
  return (
    <>
      <b class="tool">{toolName(event.name).short}</b> <span class="args">{toolLine(event.name, event.input)}</span>
    </>
  );
}

/** What the one line had to cut. */
function WholeArguments({ row: { event } }: { row: CallLiveRow }) {
  const command = event.input["command"];
  if (typeof command !== "string" || toolLine(event.name, event.input) === command) return null;
  return (
    <div class="whole">
      <PlainText text={command} />
    </div>
  );
}
