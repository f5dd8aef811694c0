import type { ContainerView } from "@hyperhive/wire";
import { ActionButton } from "../controls/action-button.tsx";
import { Leet } from "../controls/leet.tsx";
import { usePage } from "../shell/page.ts";

/** Everything the operator may do to a cage; what makes no sense now rests. */
export function AgentActions({ container, isPending }: { container: ContainerView; isPending: boolean }) {
  const { http } = usePage();
  const { name, display_name: shown, running, paused } = container;
  return (
    <div class="bar">
      <ActionButton class="sm" rests={isPending || running} run={() => http.start(name)} done={`${shown} starts`}>
        <Leet text="ST4RT" plain={`start ${shown}`} />
      </ActionButton>
      <ActionButton
        class="sm"
        rests={isPending || !running}
        run={() => http.kill(name)}
        done={`${shown} stopped, its messages are kept`}
      >
        <Leet text="ST0P" plain={`stop ${shown}`} />
      </ActionButton>
      <ActionButton class="sm" rests={isPending || !running} run={() => http.restart(name)} done={`${shown} restarted`}>
        <Leet text="R3ST4RT" plain={`restart ${shown}`} />
      </ActionButton>
      <ActionButton
        class="sm"
        rests={isPending}
        run={() => http.setPaused(name, !paused)}
        done={paused ? `${shown} goes on` : `${shown} pauses after this turn`}
      >
        <Leet text={paused ? "R3SUM3" : "P4US3"} plain={`${paused ? "resume" : "pause"} ${shown}`} />
      </ActionButton>
    </div>
  );
}
