import { counted } from "../format/amount.ts";
import { clockTime } from "../format/clock-time.ts";
import { Icon } from "../controls/icon.tsx";
import { agentState } from "../state-badge/agent-state.ts";
import { StateTime } from "../state-badge/since.tsx";
import type { AgentHead } from "./agent-page-state.ts";

/** Why the agent does not go on, and what happens next; nothing while all is well. */
export function AgentTrouble({ head: { container } }: { head: AgentHead }) {
  const state = agentState(container);
  const words = TROUBLE[state.word];
  if (words === undefined) return null;
  const kept = container.queued === 0 ? "" : ` ${counted(container.queued, "message")} kept for it.`;
  const until = state.until === undefined ? "" : ` it goes on by itself at ${clockTime(state.until * 1000)}.`;
  return (
    <div class={`alert ${state.tone}`} role="alert">
      <Icon name={state.icon} />
      <p class="grow">
        <strong>{state.word}.</strong> {sentence(container.detail ?? words)}
        {until}
        {kept}
      </p>
      {state.until !== undefined && (
        <span class="mono" aria-hidden="true">
          <StateTime state={state} />
        </span>
      )}
    </div>
  );
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

const TROUBLE: Readonly<Record<string, string>> = {
  crashed: "its cage ended by itself; the core tries again, or start it now.",
  "rate limited": "the model refuses for now; the message is kept.",
  "needs login": "it has no session with the model, and takes no message until it has.",
  "no harness": "its cage runs but its harness has not said hello yet; its log says why.",
};
