import type { ApprovalView } from "@hyperhive/wire";
import { memo } from "../controls/memo.tsx";
import { Near } from "../controls/near.tsx";
import { ApprovalActions } from "./approval-actions.tsx";
import { ApprovalHead } from "./approval-head.tsx";
import type { DecisionDesk } from "./decision-desk.ts";
import { LazyDiff } from "./lazy-diff.ts";

type Props = { readonly approval: ApprovalView; readonly desk: DecisionDesk; readonly hint: string | undefined };

/** A proposal that waits, with its diff and the buttons that decide it. */
export const ApprovalCard = memo(function ApprovalCard({ approval, desk, hint }: Props) {
  const { id, fetched_sha: sha } = approval;
  return (
    <article class="card apr" id={`apr-${id}`} aria-labelledby={`apr-${id}-title`} tabIndex={-1}>
      <ApprovalHead approval={approval} />
      {sha === undefined ? (
        <ApprovalActions approval={approval} desk={desk} hint={hint} />
      ) : (
        <div class="abody">
          <Near class="adiff">{() => <LazyDiff approval={approval} usual="running" />}</Near>
          <ApprovalActions approval={approval} desk={desk} hint={hint} />
        </div>
      )}
    </article>
  );
});
