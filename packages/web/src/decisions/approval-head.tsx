import { useSignal } from "@preact/signals";
import { displayName, type ApprovalView } from "@hyperhive/wire";
import { Age } from "../clock/age.tsx";
import { CodedText } from "../controls/coded-text.tsx";
import { counted } from "../format/amount.ts";
import { senderClass } from "../format/sender-class.ts";
import { MarkdownView } from "../markdown/markdown-view.tsx";
import { kindWords, relationWords, titleOf } from "./approval-words.ts";
import { RiskBadge } from "./risk-badge.tsx";

const REASONS_AT_FIRST = 6;

/** What the operator is asked to approve: for whom, what, why, and how risky it is. */
export function ApprovalHead({ approval }: { approval: ApprovalView }) {
  const { id, agent, fetched_sha: sha, risk } = approval;
  const { title, text } = titleOf(approval);
  return (
    <div class="ahead">
      <p class="meta">
        <span class="mono muted">#{id}</span>
        <b class={`mono ${senderClass(agent)}`}>
          <bdi>{displayName(agent)}</bdi>
        </b>
        <span class="chip">{kindWords(approval)}</span>
        {sha !== undefined && (
          <span class="mono muted sha" title={`${sha}, pinned at submit; later edits do not change it`}>
            {sha.slice(0, 12)}
          </span>
        )}
        {risk !== undefined && <RiskBadge risk={risk} />}
      </p>
      <h4 id={`apr-${id}-title`}>
        <bdi>{title}</bdi>
      </h4>
      {text !== "" && <MarkdownView class="soft" text={text} />}
      <Facts approval={approval} />
      {relationWords(approval).map((words) => (
        <p class="rel" key={words}>
          {words}
        </p>
      ))}
    </div>
  );
}

function Facts({ approval }: { approval: ApprovalView }) {
  const all = useSignal(false);
  const reasons = [...(approval.starts_with ?? []), ...(approval.risk?.reasons ?? [])];
  const rest = reasons.length - REASONS_AT_FIRST;
  return (
    <div class="data why">
      <span class="muted">
        {displayName(approval.requested_by)}, <Age at={approval.requested_at * 1000} /> ago
      </span>
      {(all.value ? reasons : reasons.slice(0, REASONS_AT_FIRST)).map((reason) => (
        <CodedText key={reason} text={reason} />
      ))}
      {rest > 0 && (
        <button class="btn ghost sm" type="button" aria-expanded={all.value} onClick={() => (all.value = !all.value)}>
          {all.value ? "show less" : `and ${counted(rest, "more reason")}`}
        </button>
      )}
    </div>
  );
}
