import type { ContainerView } from "@hyperhive/wire";
import { usePage } from "../shell/page.ts";
import { ActionButton } from "./action-button.tsx";
import { Leet } from "./leet.tsx";

type Props = {
  readonly container: ContainerView;
  readonly class: string;
  readonly rests?: boolean;
  /** The label in leet, when it is not the usual one. */
  readonly text?: string;
};

/** Starts an agent. */
export function StartButton({ container, class: extra, rests = false, text = "ST4RT" }: Props) {
  const { http } = usePage();
  const { name, display_name: shown } = container;
  return (
    <ActionButton class={extra} rests={rests} run={() => http.start(name)} done={`${shown} starts`}>
      <Leet text={text} plain={`start ${shown}`} />
    </ActionButton>
  );
}
