import { useMemo } from "preact/hooks";
import { GlyphLabel } from "../controls/heading.tsx";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { FlowCompose, type FlowDraft } from "./flow-compose.tsx";
import type { FlowView } from "./flow-view.ts";
import { MessageFlow } from "./message-flow.tsx";
import { useMessageAddress, type MessageTarget } from "./message-target.ts";
import { NewMessage } from "./new-message.tsx";
import { OperatorInbox } from "./operator-inbox.tsx";
import type { Unread } from "./unread.ts";

type Props = {
  readonly dashboard: Dashboard;
  readonly compose: FlowDraft;
  readonly unread: Unread;
  readonly view: FlowView;
  readonly target: MessageTarget;
  readonly search: () => void;
};

/** What agents say to the operator and to each other, and the operator's own line. */
export function Messages({ dashboard, compose, unread, view, target, search }: Props) {
  useMessageAddress(dashboard, target);
  const foot = useMemo(() => <FlowCompose draft={compose} />, [compose]);
  return (
    <section class="col messages" id="messages" aria-labelledby="h-msg" tabIndex={-1}>
      <div class="head top">
        <h2 id="h-msg" aria-label="messages">
          <GlyphLabel text="M3SS4G3S" />
        </h2>
        <HotCount unread={unread} />
        <span class="rule" />
      </div>
      <NewMessage dashboard={dashboard} />
      <OperatorInbox
        dashboard={dashboard}
        unread={unread}
        target={target.inInbox}
        replyTo={compose.replyTo}
        search={search}
      />
      <MessageFlow dashboard={dashboard} view={view} foot={foot} />
    </section>
  );
}

function HotCount({ unread }: { unread: Unread }) {
  const count = unread.count.value;
  if (count === 0) return null;
  return (
    <span class="count hot">
      {count}
      <span class="sr"> unread</span>
    </span>
  );
}
