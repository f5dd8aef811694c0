import { FailureAlert } from "../controls/failure-alert.tsx";
import type { PageLoad } from "./flow-pages.ts";

type Props = { readonly load: PageLoad; readonly which: "older" | "newer"; readonly reach: () => void };

/** Stands where the drawn rows end and others follow: asks for them, says that they come, or why they do not. */
export function FlowEdge({ load, which, reach }: Props) {
  if (load.status === "failed")
    return (
      <div data-edge>
        <FailureAlert title={`${which} messages could not be loaded.`} error={load.error} again={reach} />
      </div>
    );
  return (
    <p class="edge" data-edge>
      <button class="btn ghost sm" type="button" aria-busy={load.status === "loading"} onClick={reach}>
        {load.status === "loading"
          ? `loading ${which} messages…`
          : `${which === "older" ? "↑" : "↓"} ${which} messages`}
      </button>
    </p>
  );
}
