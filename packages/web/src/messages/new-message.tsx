import { useSignal } from "@preact/signals";
import { displayName, OPERATOR } from "@hyperhive/wire";
import { useLayoutEffect } from "preact/hooks";
import type { Dashboard } from "../dashboard/dashboard-state.ts";

/** Says aloud who has written to the operator; what agents say to each other is not read out. */
export function NewMessage({ dashboard }: { dashboard: Dashboard }) {
  const said = useSignal("");
  useLayoutEffect(
    () =>
      dashboard.onFrame((frame) => {
        if (frame.kind === "sent" && frame.message.to === OPERATOR)
          said.value = `message ${frame.message.id} from ${displayName(frame.message.from)}`;
      }),
    [dashboard],
  );
  return (
    <span class="sr" role="status">
      {said}
    </span>
  );
}
