import { dollars } from "../format/amount.ts";
import { clockTime } from "../format/clock-time.ts";
import { tookSpan } from "../format/span.ts";
import { agentState } from "../state-badge/agent-state.ts";
import { ContextGauge } from "../state-badge/context-gauge.tsx";
import { PendingBadge } from "../state-badge/pending-badge.tsx";
import { StateTime } from "../state-badge/since.tsx";
import { StateMark } from "../state-badge/state-mark.tsx";
import { lastEnd } from "../store/live-view.ts";
import { dataOf } from "../store/section-signal.ts";
import type { AgentHead, AgentPageModel } from "./agent-page-state.ts";

/** The agent's state in chips: alive, turn, model, context, cost, last turn. */
export function AgentBadges({ head: { container, pending }, model }: { head: AgentHead; model: AgentPageModel }) {
  const state = agentState(container);
  const live = dataOf(model.live.value);
  const last = live === undefined ? undefined : lastEnd(live);
  return (
    <div class="badges" role="group" aria-label={`state of ${container.display_name}`}>
      <AliveBadge running={container.running} connected={container.connected} />
      <span class={`badge ${state.tone}`} title={sinceTitle(container.turn_state_since)}>
        <StateMark state={state} /> <StateTime state={state} />
      </span>
      {pending !== undefined && <PendingBadge pending={pending} />}
      {container.paused && container.turn_state !== "idle" && (
        <span class="badge calm" title="takes no new message after this turn">
          pauses next
        </span>
      )}
      {container.active_model !== undefined && (
        <span class="chip" title="model of its turns">
          model · {container.active_model}
        </span>
      )}
      {container.ctx !== undefined && (
        <span class="chip">
          <ContextGauge ctx={container.ctx} />
        </span>
      )}
      {container.cost !== undefined && (
        <span class="chip" title="cost of the last turn">
          cost · {dollars(container.cost)}
        </span>
      )}
      {last !== undefined && (
        <span class="chip" title={`turn ${last.turn}, woken by ${last.woken_by}`}>
          last turn · {tookSpan(last.duration_ms)} <Outcome outcome={last.outcome} />
        </span>
      )}
      {container.queued > 0 && (
        <span class="chip" title="messages that wait in its inbox">
          {container.queued} queued
        </span>
      )}
    </div>
  );
}

function AliveBadge({ running, connected }: { running: boolean; connected: boolean }) {
  const alive = running && connected;
  return (
    <span class={alive ? "badge ok" : "badge bad"} title={alive ? "the harness answers" : "no harness is connected"}>
      <span aria-hidden="true">{alive ? "●" : "○"}</span>
      {alive ? "alive" : "not alive"}
    </span>
  );
}

function Outcome({ outcome }: { outcome: string }) {
  const isOk = outcome === "ok";
  return (
    <span class={isOk ? "outcome ok" : "outcome bad"}>
      <span aria-hidden="true">{isOk ? "✓" : "✗"}</span> {outcome.replaceAll("_", " ")}
    </span>
  );
}

function sinceTitle(since: number): string {
  return since === 0 ? "" : `since ${clockTime(since * 1000)}`;
}
