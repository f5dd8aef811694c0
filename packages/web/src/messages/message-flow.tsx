import { useComputed } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { GlyphLabel } from "../controls/heading.tsx";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { counted } from "../format/amount.ts";
import { SectionBody } from "../shell/section-body.tsx";
import { dataOf } from "../store/section-signal.ts";
import { shownOf } from "../store/shown.ts";
import { Terminal } from "../terminal/terminal.tsx";
import { FlowEdge } from "./flow-edge.tsx";
import type { FlowView } from "./flow-view.ts";
import { messageFate } from "./message-fate.ts";
import { MessageRow } from "./message-row.tsx";

type Props = { readonly dashboard: Dashboard; readonly view: FlowView; readonly foot: ComponentChildren };

/** The broker's traffic: every message with what became of it, and the operator's own line beneath. Only rows near the reader are drawn. */
export function MessageFlow({ dashboard, view, foot }: Props) {
  const section = dashboard.flow.value;
  return (
    <div class="sec flow">
      <div class="head">
        <h3 aria-label="message flow">
          <GlyphLabel text="MESS4GE FL0W" />
        </h3>
        <span class="push" />
        <DeadLetters dashboard={dashboard} />
      </div>
      <Terminal
        id="msgflow"
        label="message flow"
        rows={dataOf(section)?.total ?? 0}
        foot={foot}
        part={view.part.value}
        isQuiet
      >
        <SectionBody shown={shownOf(section)} what="the message flow" retry={dashboard.retryFlow}>
          {() => <Rows dashboard={dashboard} view={view} />}
        </SectionBody>
      </Terminal>
    </div>
  );
}

function DeadLetters({ dashboard }: { dashboard: Dashboard }) {
  const count = useComputed(
    () => dataOf(dashboard.flow.value)?.messages.filter((one) => messageFate(one).look === "dead").length ?? 0,
  );
  return count.value === 0 ? null : <span class="chip c bad">✗ {counted(count.value, "dead letter")}</span>;
}

function Rows({ dashboard, view }: Pick<Props, "dashboard" | "view">) {
  const { rows, above, below, calmTo } = view.drawn.value;
  const { older, newer } = dashboard.flowPages;
  if (rows.length === 0) return <p class="none">no messages yet. what agents say to each other shows up here.</p>;
  return (
    <>
      {above && <FlowEdge key="older" which="older" load={older.value} reach={() => void view.reach("top")} />}
      {rows.map((message) => (
        <MessageRow key={message.id} message={message} isBackfill={message.id <= calmTo} />
      ))}
      {below && <FlowEdge key="newer" which="newer" load={newer.value} reach={() => void view.reach("bottom")} />}
    </>
  );
}
