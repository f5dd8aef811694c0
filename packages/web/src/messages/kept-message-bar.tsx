import { displayName, type InboxRow } from "@hyperhive/wire";
import { ActionButton } from "../controls/action-button.tsx";
import { Leet } from "../controls/leet.tsx";
import { usePage } from "../shell/page.ts";

/** What becomes of a message that is parked or dead: it goes to its recipient after all, or nobody gets it. */
export function KeptMessageBar({ message: { id, to, state } }: { message: InboxRow }) {
  const { http } = usePage();
  const shown = displayName(to);
  const isParked = state === "parked";
  return (
    <>
      <ActionButton
        class="sm"
        run={() => http.release(id)}
        done={isParked ? `message ${id} goes on to ${shown}` : `message ${id} goes to ${shown} again`}
      >
        <Leet
          text={isParked ? "L3T 1T G0 0N" : "S3ND 4G41N"}
          plain={isParked ? `let message ${id} go on to ${shown}` : `send message ${id} to ${shown} again`}
        />
      </ActionButton>
      <ActionButton class="sm ghost" run={() => http.dismiss(id)} done={`message ${id} was let go`}>
        <Leet text="L3T G0" plain={`let message ${id} go: nobody gets it`} />
      </ActionButton>
    </>
  );
}
