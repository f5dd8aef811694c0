import { useSignal } from "@preact/signals";
import { displayName } from "@hyperhive/wire";
import { SectionBody } from "../shell/section-body.tsx";
import { dataOf } from "../store/section-signal.ts";
import type { LiveView } from "../store/live-view.ts";
import { shownOf } from "../store/shown.ts";
import { Terminal } from "../terminal/terminal.tsx";
import type { AgentPageModel } from "./agent-page-state.ts";
import { PromptLine, type Prompt } from "./prompt.tsx";
import { HelpRow } from "./rows/help-row.tsx";
import { TurnSection } from "./turn-section.tsx";
import { visibleTurns } from "./visible-turns.ts";

const STEP = 300;

/** The agent's live view with its prompt. Only the newest rows are drawn; earlier ones come on request. */
export function LivePane({ model, prompt, isRunning }: { model: AgentPageModel; prompt: Prompt; isRunning: boolean }) {
  const limit = useSignal(STEP);
  const section = model.live.value;
  const rows = (dataOf(section)?.rowCount ?? 0) + (prompt.help.value ? 1 : 0);
  return (
    <Terminal label={`live view of ${displayName(model.name)}`} rows={rows} foot={<PromptLine prompt={prompt} />}>
      <SectionBody shown={shownOf(section)} what="the live view" retry={model.retryLive}>
        {(view) => (
          <Turns
            view={view}
            isRunning={isRunning}
            clearedTo={prompt.clearedTo.value}
            limit={limit.value}
            more={() => (limit.value += STEP)}
          />
        )}
      </SectionBody>
      {prompt.help.value && <HelpRow />}
    </Terminal>
  );
}

type Props = {
  readonly view: LiveView;
  readonly isRunning: boolean;
  readonly clearedTo: number;
  readonly limit: number;
  readonly more: () => void;
};

function Turns({ view, isRunning, clearedTo, limit, more }: Props) {
  const { turns, hidden } = visibleTurns(view.turns, { clearedTo, limit });
  if (turns.length === 0) {
    return (
      <p class="none">
        {clearedTo > 0
          ? "cleared. what happens next shows up here."
          : "no turn yet. a message wakes it, and what it does shows up here."}
      </p>
    );
  }
  return (
    <>
      {hidden > 0 && (
        <p class="earlier" data-edge>
          <button class="btn ghost sm" type="button" onClick={more}>
            ↑ {hidden.toLocaleString("en-GB")} earlier
          </button>
        </p>
      )}
      {turns.map((turn) => (
        <TurnSection
          key={turn.key}
          turn={turn}
          backfilledTo={view.backfilledTo}
          isNow={isRunning && turn.key === turns.at(-1)?.key}
        />
      ))}
    </>
  );
}
