import { Icon } from "../controls/icon.tsx";
import type { AgentState } from "./agent-state.ts";

const MOTION: Readonly<Record<string, string>> = { think: "turning", compact: "pulse" };

/** Shape and word of a state, in its colour. */
export function StateMark({ state }: { state: AgentState }) {
  return (
    <>
      <Icon name={state.icon} class={MOTION[state.icon] ?? ""} />
      {state.word}
    </>
  );
}
