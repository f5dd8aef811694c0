import type { ContainerView } from "@hyperhive/wire";
import { ActionButton } from "../controls/action-button.tsx";
import { Leet } from "../controls/leet.tsx";
import { counted } from "../format/amount.ts";
import { needsLogin } from "../state-badge/agent-state.ts";
import { usePage } from "../shell/page.ts";
import type { Pending } from "../store/swarm.ts";

/** What the agent's state calls for, if anything: what is under way, or the one action and the reason for it. */
export function AgentCall({ container, pending }: { container: ContainerView; pending: Pending | undefined }) {
  const { http } = usePage();
  const { name, display_name: shown, detail } = container;
  if (pending !== undefined) {
    return (
      <p class="call">
        <span class="badge busy pend">
          <span class="pulse" aria-hidden="true">
            ◐
          </span>
          {pending.transient}…
        </span>
      </p>
    );
  }
  if (!container.running) {
    return (
      <p class="call">
        <ActionButton
          class={container.failed ? "sm tint bad" : "sm tint act"}
          run={() => http.start(name)}
          done={`${shown} starts`}
        >
          <Leet text={container.failed ? "ST4RT N0W" : "ST4RT"} plain={`start ${shown}`} />
        </ActionButton>
        <span class="soft">{detail ?? keptWords(container)}</span>
      </p>
    );
  }
  if (needsLogin(container)) {
    return (
      <p class="call">
        <a class="btn sm fill ask" href={`/agent/${name}/`} target="_blank" rel="noopener">
          <Leet text="L0G 1N" plain={`log ${shown} in`} />
        </a>
        <span class="soft">{detail ?? keptWords(container)}</span>
      </p>
    );
  }
  if (container.paused) {
    return (
      <p class="call">
        <ActionButton class="sm tint act" run={() => http.setPaused(name, false)} done={`${shown} goes on`}>
          <Leet text="R3SUM3" plain={`resume ${shown}`} />
        </ActionButton>
        <span class="soft">{keptWords(container)}</span>
      </p>
    );
  }
  return detail === undefined ? null : <p class="call soft">{detail}</p>;
}

function keptWords({ queued }: ContainerView): string {
  return queued === 0 ? "" : `${counted(queued, "message")} kept for it`;
}
