import { displayName, type InboxRow } from "@hyperhive/wire";
import { ActionButton } from "../controls/action-button.tsx";
import { Leet } from "../controls/leet.tsx";
import { usePage } from "../shell/page.ts";

/** Lets a message that is parked or dead go to its recipient after all; nothing for any other. */
export function ReleaseButton({ message: { id, to, state } }: { message: InboxRow }) {
  const { http } = usePage();
  if (state !== "dead" && state !== "parked") return null;
  const shown = displayName(to);
  const isParked = state === "parked";
  return (
    <p class="bar">
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
    </p>
  );
}
