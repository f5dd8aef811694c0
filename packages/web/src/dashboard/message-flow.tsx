import type { ComponentChildren } from "preact";
import { GlyphLabel } from "../controls/heading.tsx";
import { SectionBody } from "../shell/section-body.tsx";
import { dataOf } from "../store/section-signal.ts";
import { shownOf } from "../store/shown.ts";
import { Terminal } from "../terminal/terminal.tsx";
import type { Dashboard } from "./dashboard-state.ts";
import { MessageRow } from "./message-row.tsx";

/** The broker's traffic: every message with what became of it, and the operator's own line beneath. */
export function MessageFlow({ dashboard, foot }: { dashboard: Dashboard; foot: ComponentChildren }) {
  const section = dashboard.flow.value;
  const flow = dataOf(section);
  const dead = (flow?.messages ?? []).filter(({ state }) => state === "dead").length;
  return (
    <div class="sec flow">
      <div class="head">
        <h3 aria-label="message flow">
          <GlyphLabel text="MESS4GE FL0W" />
        </h3>
        <span class="push" />
        {dead > 0 && (
          <span class="chip c bad">
            ✗ {dead} dead {dead === 1 ? "letter" : "letters"}
          </span>
        )}
      </div>
      <Terminal id="msgflow" label="message flow" rows={flow?.total ?? 0} foot={foot}>
        <SectionBody shown={shownOf(section)} what="the message flow" retry={dashboard.retryFlow}>
          {({ messages, backfilledTo }) =>
            messages.length === 0 ? (
              <p class="none">no messages yet. what agents say to each other shows up here.</p>
            ) : (
              messages.map((message) => (
                <MessageRow key={message.id} message={message} isBackfill={message.id <= backfilledTo} />
              ))
            )
          }
        </SectionBody>
      </Terminal>
    </div>
  );
}
