import { GlyphLabel } from "../controls/heading.tsx";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { FlowCompose, type FlowDraft } from "./flow-compose.tsx";
import { useMemo } from "preact/hooks";
import { createFlowView } from "./flow-view.ts";
import { MessageFlow } from "./message-flow.tsx";
import { OperatorInbox } from "./operator-inbox.tsx";
import type { Unread } from "./unread.ts";

/** What agents say to the operator and to each other, and the operator's own line. */
export function Messages({ dashboard, compose, unread }: { dashboard: Dashboard; compose: FlowDraft; unread: Unread }) {
  const count = unread.count.value;
  const view = useMemo(() => createFlowView(dashboard), [dashboard]);
  return (
    <section class="col messages" id="messages" aria-labelledby="h-msg" tabIndex={-1}>
      <div class="head top">
        <h2 id="h-msg" aria-label="messages">
          <GlyphLabel text="M3SS4G3S" />
        </h2>
        {count > 0 && (
          <span class="count hot">
            {count}
            <span class="sr"> unread</span>
          </span>
        )}
        <span class="rule" />
      </div>
      <OperatorInbox dashboard={dashboard} unread={unread} replyTo={compose.replyTo} />
      <MessageFlow dashboard={dashboard} view={view} foot={<FlowCompose draft={compose} />} />
    </section>
  );
}
