import type { QueuedBuilds } from "@hyperhive/wire";
import { ActionButton } from "../controls/action-button.tsx";
import { Leet } from "../controls/leet.tsx";
import { counted } from "../format/amount.ts";
import { usePage } from "../shell/page.ts";

/** Rebuilds every agent whose cage is of an older version; there only when there are some. */
export function UpdateAll({ stale }: { stale: number }) {
  const { http } = usePage();
  if (stale === 0) return null;
  return (
    <ActionButton class="sm tint act" run={() => http.updateAll()} done={queuedWords}>
      <Leet
        text={`↑ UPD4TE 4LL · ${stale}`}
        plain={`update all: rebuild ${counted(stale, "agent")} that ${stale === 1 ? "needs" : "need"} it`}
      />
    </ActionButton>
  );
}

/** How many rebuilds were queued, in words. */
export function queuedWords({ build_ids: ids }: QueuedBuilds): string {
  return ids.length === 0 ? "nothing has to be rebuilt" : `${counted(ids.length, "rebuild")} queued`;
}
