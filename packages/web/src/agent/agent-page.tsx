import { displayName, type ContainerView } from "@hyperhive/wire";
import { useComputed, useSignalEffect } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { useAlone } from "../shell/alone.ts";
import { SectionBody } from "../shell/section-body.tsx";
import { Strips } from "../shell/strips.tsx";
import { Toasts } from "../shell/toasts.tsx";
import { dataOf } from "../store/section-signal.ts";
import { openTurn } from "../store/live-view.ts";
import { shownOf } from "../store/shown.ts";
import { AgentBanner } from "./agent-banner.tsx";
import { AgentInbox } from "./agent-inbox.tsx";
import type { AgentPageModel } from "./agent-page-state.ts";
import { AgentTrouble } from "./agent-trouble.tsx";
import { LivePane } from "./live-pane.tsx";
import { createPrompt } from "./prompt.tsx";

/** The page of one agent: its state, what it is doing, and a line to write to it. */
export function AgentPage({ model }: { model: AgentPageModel }) {
  const prompt = useMemo(() => createPrompt(model), [model]);
  const live = dataOf(model.live.value);
  const head = model.head.value;
  const isRunning =
    live !== undefined && openTurn(live) !== undefined && (head === undefined || isAtWork(head.container));
  useAlone(useComputed(() => model.head.value?.container.turn_state));
  useSignalEffect(() => {
    const word = model.head.value?.container.turn_state;
    document.title = `${word === "thinking" ? "● " : ""}${displayName(model.name)} · hyperhive`;
  });
  return (
    <>
      <a class="skip" href="#prompt">
        to the prompt
      </a>
      <AgentBanner model={model} isActive={isRunning} />
      <Strips hive={head?.hive} retry={model.reconnect} />
      <main class="agent-page">
        <aside class="side" aria-label="inbox">
          <SectionBody shown={shownOf(model.headSection.value)} what="the inbox" retry={model.retryHead}>
            {({ inbox }) => <AgentInbox inbox={inbox} />}
          </SectionBody>
        </aside>
        <section class="stage" aria-label="live view">
          {head !== undefined && <AgentTrouble head={head} />}
          <LivePane model={model} prompt={prompt} isRunning={isRunning} />
        </section>
      </main>
      <Toasts />
    </>
  );
}

/** A harness that died leaves its turn open in the history; nothing runs then. */
function isAtWork({ running, connected, turn_state: state }: ContainerView): boolean {
  return running && connected && (state === "thinking" || state === "compacting");
}
