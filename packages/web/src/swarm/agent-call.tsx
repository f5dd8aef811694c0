import type { ContainerView } from "@hyperhive/wire";
import { Leet } from "../controls/leet.tsx";
import { PauseButton } from "../controls/pause-button.tsx";
import { StartButton } from "../controls/start-button.tsx";
import { needsLogin } from "../state-badge/agent-state.ts";
import { PendingBadge } from "../state-badge/pending-badge.tsx";
import type { Pending } from "../store/swarm.ts";
import { detailOf, keptWords } from "./kept-words.ts";
import { RebuildButton } from "./rebuild-button.tsx";

/** What the agent's state calls for, if anything: what is under way, the one action, and the reason for it. The action rests while something is under way, and keeps its place. */
export function AgentCall({ container, pending }: { container: ContainerView; pending: Pending | undefined }) {
  const action = actionFor(container, pending !== undefined);
  const reason = pending === undefined ? (detailOf(container) ?? keptWords(container)) : undefined;
  if (pending === undefined && action === null && reason === undefined) return null;
  return (
    <p class="call">
      {pending !== undefined && <PendingBadge pending={pending} />}
      {action}
      {reason !== undefined && (
        <span class="soft">
          <bdi>{reason}</bdi>
        </span>
      )}
    </p>
  );
}

function actionFor(container: ContainerView, rests: boolean) {
  if (!container.running) {
    const face = container.failed ? { class: "sm tint bad", text: "ST4RT N0W" } : { class: "sm tint act" };
    return <StartButton container={container} rests={rests} {...face} />;
  }
  if (needsLogin(container)) return <LoginLink container={container} />;
  if (!container.paused && !container.needs_update) return null;
  return (
    <>
      {container.paused && <PauseButton container={container} class="sm tint act" rests={rests} />}
      {container.needs_update && <RebuildButton container={container} class="sm tint act" rests={rests} />}
    </>
  );
}

function LoginLink({ container: { name, display_name: shown } }: { container: ContainerView }) {
  return (
    <a class="btn sm fill ask" href={`/agent/${name}/`} target="_blank" rel="noopener">
      <Leet text="L0G 1N" plain={`log ${shown} in`} />
    </a>
  );
}
