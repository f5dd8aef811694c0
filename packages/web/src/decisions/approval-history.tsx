import { displayName, type ApprovalStatus, type ApprovalView } from "@hyperhive/wire";
import { Age } from "../clock/age.tsx";
import { Fold } from "../controls/fold.tsx";
import { memo } from "../controls/memo.tsx";
import { senderClass } from "../format/sender-class.ts";
import { PlainText } from "../markdown/plain-text.tsx";
import { LazyDiff } from "./lazy-diff.ts";
import { kindWords, stageWords, titleOf } from "./approval-words.ts";

const MARKS: Readonly<Record<ApprovalStatus, { readonly tone: string; readonly sign: string; readonly word: string }>> =
  {
    pending: { tone: "calm", sign: "…", word: "pending" },
    approved: { tone: "ok", sign: "✓", word: "approved" },
    denied: { tone: "bad", sign: "✗", word: "denied" },
    failed: { tone: "limit", sign: "⚠", word: "failed" },
    revise: { tone: "info", sign: "↺", word: "sent back" },
  };

/** What was decided, newest first; a press unfolds what it changed. */
export function ApprovalHistory({ approvals }: { approvals: readonly ApprovalView[] }) {
  if (approvals.length === 0) return <p class="card none">nothing was decided yet.</p>;
  return (
    <ul class="card hist">
      {approvals.map((approval) => (
        <HistoryItem key={approval.id} approval={approval} />
      ))}
    </ul>
  );
}

const HistoryItem = memo(function HistoryItem({ approval }: { approval: ApprovalView }) {
  const { id, fetched_sha: sha, note } = approval;
  return (
    <li id={`apr-${id}`} tabIndex={-1}>
      {sha === undefined ? (
        <div class="hrow">
          <Row approval={approval} />
        </div>
      ) : (
        <Fold keep={`approval-history:${id}`} summaryClass="hrow" summary={<Row approval={approval} />}>
          {() => (
            <div class="abody">
              <LazyDiff approval={approval} usual="approved" />
            </div>
          )}
        </Fold>
      )}
      {note !== undefined && (
        <div class="note">
          <PlainText text={note} />
        </div>
      )}
    </li>
  );
});

function Row({ approval }: { approval: ApprovalView }) {
  const { id, agent, status, fetched_sha: sha } = approval;
  const { tone, sign, word } = MARKS[status];
  const stage = stageWords(approval);
  return (
    <>
      <span class={`glyph-of ${tone}`} title={word}>
        <span aria-hidden="true">{sign}</span>
        <span class="sr">{word}</span>
      </span>
      <span class="mono muted">#{id}</span>
      <bdi class={`mono who clip ${senderClass(agent)}`}>{displayName(agent)}</bdi>
      <span class="lbl">
        <bdi>{titleOf(approval).title}</bdi>{" "}
        <span class="mono muted sm">
          {kindWords(approval)}
          {sha !== undefined && ` · ${sha.slice(0, 7)}`}
        </span>
        {stage !== undefined && (
          <span class={`mono sm stage ${stage.isUnderWay ? "busy" : "calm"}`}> · {stage.words}</span>
        )}
      </span>
      <span class="mono muted">
        <Age at={(approval.resolved_at ?? approval.requested_at) * 1000} />
      </span>
    </>
  );
}
