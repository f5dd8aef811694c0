import type { ContainerView } from "@hyperhive/wire";
import { ActionButton } from "../controls/action-button.tsx";
import { Leet } from "../controls/leet.tsx";
import { usePage } from "../shell/page.ts";

type Props = { readonly container: ContainerView; readonly class?: string; readonly rests?: boolean };

/** Queues a rebuild of an agent: what is deployed, once more, with the hive's present version. */
export function RebuildButton({ container, class: extra = "sm", rests = false }: Props) {
  const { http } = usePage();
  const { name, display_name: shown } = container;
  return (
    <ActionButton class={extra} rests={rests} run={() => http.rebuild(name)} done={`${shown}: rebuild queued`}>
      <Leet text="↻ R3BU1LD" plain={`rebuild ${shown}`} />
    </ActionButton>
  );
}
