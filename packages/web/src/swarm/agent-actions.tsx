import type { ContainerView } from "@hyperhive/wire";
import { ActionButton } from "../controls/action-button.tsx";
import { Leet } from "../controls/leet.tsx";
import { PauseButton } from "../controls/pause-button.tsx";
import { StartButton } from "../controls/start-button.tsx";
import { usePage } from "../shell/page.ts";

/** Everything the operator may do to a cage; what makes no sense now rests. */
export function AgentActions({ container, isPending }: { container: ContainerView; isPending: boolean }) {
  const { http } = usePage();
  const { name, display_name: shown, running } = container;
  return (
    <div class="bar">
      <StartButton container={container} class="sm" rests={isPending || running} />
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
      <PauseButton container={container} class="sm" rests={isPending} />
    </div>
  );
}
