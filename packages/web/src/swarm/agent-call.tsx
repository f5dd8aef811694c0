import type { ContainerView } from "@hyperhive/wire";
import { Leet } from "../controls/leet.tsx";
import { PauseButton } from "../controls/pause-button.tsx";
import { StartButton } from "../controls/start-button.tsx";
import { counted } from "../format/amount.ts";
import { needsLogin } from "../state-badge/agent-state.ts";
import { PendingBadge } from "../state-badge/pending-badge.tsx";
import type { Pending } from "../store/swarm.ts";

/** What the agent's state calls for, if anything: what is under way, or the one action and the reason for it. */
export function AgentCall({ container, pending }: { container: ContainerView; pending: Pending | undefined }) {
  const { name, display_name: shown, detail } = container;
  if (pending !== undefined) {
    return (
      <p class="call">
        <PendingBadge pending={pending} />
      </p>
    );
  }
  if (!container.running) {
    return (
      <p class="call">
        {container.failed ? (
          <StartButton container={container} class="sm tint bad" text="ST4RT N0W" />
        ) : (
          <StartButton container={container} class="sm tint act" />
        )}
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
        <PauseButton container={container} class="sm tint act" />
        <span class="soft">{keptWords(container)}</span>
      </p>
    );
  }
  return detail === undefined ? null : <p class="call soft">{detail}</p>;
}

function keptWords({ queued }: ContainerView): string {
  return queued === 0 ? "" : `${counted(queued, "message")} kept for it`;
}
