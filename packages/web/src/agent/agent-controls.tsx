import { ActionButton } from "../controls/action-button.tsx";
import { Leet } from "../controls/leet.tsx";
import { PauseButton } from "../controls/pause-button.tsx";
import { StartButton } from "../controls/start-button.tsx";
import { usePage } from "../shell/page.ts";
import type { AgentHead } from "./agent-page-state.ts";

/** What the operator may do to this agent now: cancel while it thinks, compact while it is idle. */
export function AgentControls({ head: { container, pending } }: { head: AgentHead }) {
  const { http } = usePage();
  const { name, running, turn_state: turn } = container;
  const rests = pending !== undefined;
  if (!running) {
    return (
      <div class="acts">
        <StartButton container={container} class="tint act" rests={rests} />
      </div>
    );
  }
  const isBusy = turn === "thinking" || turn === "compacting";
  return (
    <div class="acts">
      {isBusy && (
        <ActionButton
          class="tint bad"
          rests={rests}
          run={() => http.cancelTurn(name)}
          done="turn cancelled, its messages go back"
        >
          <Leet text="C4NC3L" plain="cancel this turn" />
        </ActionButton>
      )}
      <ActionButton
        rests={rests || turn !== "idle"}
        {...(turn !== "idle" && { title: "only while idle" })}
        run={() => http.compact(name)}
        done="compacting the session"
      >
        <Leet text="C0MP4CT" plain={turn === "idle" ? "compact the session" : "compact the session, only while idle"} />
      </ActionButton>
      <ActionButton rests={rests} run={() => http.newSession(name)} done="the next turn starts a new session">
        <Leet text="↻ N3W S3SS10N" plain="new session" />
      </ActionButton>
      <PauseButton container={container} rests={rests} />
    </div>
  );
}
