import { useTicking } from "../clock/use-ticking.ts";
import { coarseSpan, countdown, exactSpan } from "../format/span.ts";
import type { AgentState } from "./agent-state.ts";

/** The running time of a state, ticking: what is left when it has an end, else how long it has lasted. Nothing when neither is known. */
export function StateTime({ state }: { state: AgentState }) {
  const { since, until, tone } = state;
  const text = useTicking((now) => timeOf(state, now / 1000), [since, until, tone]);
  if (until === undefined && (since === undefined || since === 0)) return null;
  return <span class="muted nums">{text}</span>;
}

function timeOf({ since = 0, until, tone }: AgentState, now: number): string {
  if (until !== undefined) return countdown(until - now);
  return (tone === "calm" ? coarseSpan : exactSpan)(now - since);
}
