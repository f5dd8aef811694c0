import { GlyphLabel } from "../controls/heading.tsx";
import type { Dashboard } from "./dashboard-state.ts";

/** What waits for the operator: questions and approvals. */
export function DecisionsColumn({ dashboard }: { dashboard: Dashboard }) {
  const decisions = dashboard.decisions.value;
  const open = decisions === undefined ? 0 : decisions.questions.length + decisions.pending.length;
  return (
    <section class="col decisions" id="decisions" aria-labelledby="h-dec" tabIndex={-1}>
      <div class="head top">
        <h2 id="h-dec" aria-label="decisions">
          <GlyphLabel text="D3C1S10NS" />
        </h2>
        {open > 0 && (
          <span class="count hot">
            <span class="sr">open: </span>
            {open}
          </span>
        )}
        <span class="rule" />
      </div>
    </section>
  );
}
