import { now } from "../clock/now.ts";
import { coarseSpan, countdown, exactSpan } from "../format/span.ts";
import type { AgentState } from "./agent-state.ts";

/** The running time of a state, ticking: what is left when it has an end, else how long it has lasted. Nothing when neither is known. */
export function StateTime({ state }: { state: AgentState }) {
  const seconds = now.value / 1000;
  if (state.until !== undefined) return <span class="muted nums">{countdown(state.until - seconds)}</span>;
  if (state.since === undefined || state.since === 0) return null;
  const span = state.tone === "calm" ? coarseSpan : exactSpan;
  return <span class="muted nums">{span(seconds - state.since)}</span>;
}
