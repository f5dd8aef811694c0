import { useSignal } from "@preact/signals";
import type { ContainerView } from "@hyperhive/wire";
import { Icon } from "../controls/icon.tsx";
import { memo } from "../controls/memo.tsx";
import { dollars } from "../format/amount.ts";
import { ContextGauge } from "../state-badge/context-gauge.tsx";
import { agentState, needsLogin } from "../state-badge/agent-state.ts";
import { RoleMark } from "../state-badge/role-mark.tsx";
import { StateTime } from "../state-badge/since.tsx";
import { StateMark } from "../state-badge/state-mark.tsx";
import type { Pending } from "../store/swarm.ts";
import { AgentActions } from "./agent-actions.tsx";
import { AgentCall } from "./agent-call.tsx";

type Props = { readonly container: ContainerView; readonly pending: Pending | undefined };

/** One agent: who it is and what it does on top, the one action its state calls for beneath, the others behind `⋯`. */
export const AgentItem = memo(function AgentItem({ container, pending }: Props) {
  const open = useSignal(false);
  const state = agentState(container);
  const acts = `acts-${container.name}`;
  return (
    <li class={itemClass(container)} id={`agent-${container.name}`}>
      <div class="l1">
        <a class="name clip" href={`/agent/${container.name}/`} target="_blank" rel="noopener">
          {container.display_name}
        </a>
        <RoleMark isManager={container.is_manager} />
        <span class="push">
          <span class={`state ${state.tone}`}>
            <StateMark state={state} /> <StateTime state={state} />
          </span>
        </span>
        <button
          class="btn ghost icon sm more"
          type="button"
          aria-expanded={open.value}
          aria-controls={acts}
          aria-label={`actions for ${container.display_name}`}
          onClick={() => (open.value = !open.value)}
        >
          <Icon name="dots" />
        </button>
      </div>
      {container.status_text !== undefined && (
        <p class="said clip" title={container.status_text}>
          {container.status_text}
        </p>
      )}
      <Vitals container={container} />
      <AgentCall container={container} pending={pending} />
      <div class="acts" id={acts} hidden={!open.value}>
        <AgentActions container={container} isPending={pending !== undefined} />
      </div>
    </li>
  );
});

function itemClass(container: ContainerView): string {
  if (needsLogin(container)) return "wants";
  return agentState(container).tone === "bad" ? "hurt" : "";
}

function Vitals({ container }: { container: ContainerView }) {
  return (
    <>
      <div class="data">
        <span title="web port of this agent">:{container.port}</span>
        {container.deployed_sha !== undefined && (
          <span title="meta-lock sha of the running revision">deployed:{container.deployed_sha}</span>
        )}
        {container.active_model !== undefined && <span title="model">{container.active_model}</span>}
        <span title="runtime and network of the cage">
          {container.runtime}, {container.network}
        </span>
      </div>
      <div class="data">
        {container.ctx !== undefined && <ContextGauge ctx={container.ctx} />}
        {container.cost !== undefined && (
          <span title="cost of the last turn">
            {dollars(container.cost)}
            <span class="sr"> in the last turn</span>
          </span>
        )}
        {container.queued > 0 && <span title="messages that wait in its inbox">{container.queued} queued</span>}
        {container.pending_reminders > 0 && (
          <span title={`${container.pending_reminders} pending reminders`}>
            <Icon name="alarm" /> {container.pending_reminders}
            <span class="sr"> reminders</span>
          </span>
        )}
        {container.needs_update && <span class="badge info">↑ needs update</span>}
      </div>
    </>
  );
}
