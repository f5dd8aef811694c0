import type { ContainerView } from "@hyperhive/wire";
import { ActionButton } from "../controls/action-button.tsx";
import { Leet } from "../controls/leet.tsx";
import { PauseButton } from "../controls/pause-button.tsx";
import { StartButton } from "../controls/start-button.tsx";
import { usePage } from "../shell/page.ts";
import { DestroyButton, PurgeButton } from "./end-agent-buttons.tsx";
import { RebuildButton } from "./rebuild-button.tsx";

/** Everything the operator may do to a cage; what makes no sense now rests. The manager belongs to the hive and cannot be destroyed. */
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
      <RebuildButton container={container} rests={isPending} />
      <PauseButton container={container} class="sm" rests={isPending} />
      {!container.is_manager && (
        <>
          <DestroyButton container={container} rests={isPending} />
          <PurgeButton container={container} rests={isPending} />
        </>
      )}
    </div>
  );
}
