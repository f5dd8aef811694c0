import type { ContainerView } from "@hyperhive/wire";
import { usePage } from "../shell/page.ts";
import { ActionButton } from "./action-button.tsx";
import { Leet } from "./leet.tsx";

type Props = { readonly container: ContainerView; readonly class?: string; readonly rests?: boolean };

/** Holds an agent after this turn, or lets a paused one go on. */
export function PauseButton({ container, class: extra = "", rests = false }: Props) {
  const { http } = usePage();
  const { name, display_name: shown, paused } = container;
  return (
    <ActionButton
      class={extra}
      rests={rests}
      run={() => http.setPaused(name, !paused)}
      done={paused ? `${shown} goes on` : `${shown} pauses after this turn`}
    >
      <Leet text={paused ? "R3SUM3" : "P4US3"} plain={`${paused ? "resume" : "pause"} ${shown}`} />
    </ActionButton>
  );
}
