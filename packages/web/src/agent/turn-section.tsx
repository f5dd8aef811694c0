import { displayName } from "@hyperhive/wire";
import { memo } from "../controls/memo.tsx";
import { dollars, tokenCount } from "../format/amount.ts";
import { clockTime } from "../format/clock-time.ts";
import { tookSpan } from "../format/span.ts";
import type { Turn } from "../store/live-view.ts";
import { LiveRowView } from "./rows/live-row-view.tsx";
import { WakePrompt } from "./rows/wake-prompt.tsx";

type Props = { readonly turn: Turn; readonly backfilledTo: number; readonly isNow: boolean };

/** One turn: a rule at its left, amber while it runs, a small line where it begins and ends, its rows between. */
export const TurnSection = memo(function TurnSection({ turn, backfilledTo, isNow }: Props) {
  const anim = (key: number) => (key <= backfilledTo ? "no-anim" : "");
  return (
    <section
      class={`turn ${isNow ? "now" : ""} ${turn.start === undefined ? "between" : ""}`}
      aria-label={turnLabel(turn, isNow)}
    >
      {turn.start !== undefined && <StartLine turn={turn.start} class={anim(turn.key)} />}
      {turn.start !== undefined && <WakePrompt start={turn.start} class={anim(turn.key)} />}
      {turn.rows.map((row) => (
        <LiveRowView key={row.key} row={row} class={anim(row.key)} isRunning={isNow} />
      ))}
      {turn.end !== undefined && <EndLine turn={turn.end} />}
    </section>
  );
});

function turnLabel({ start, end }: Turn, isNow: boolean): string {
  const turn = start?.event.turn ?? end?.event.turn;
  if (turn === undefined) return "between turns";
  return isNow ? `turn ${turn}, running` : `turn ${turn}`;
}

function StartLine({ turn: { at, event }, class: extra }: { turn: NonNullable<Turn["start"]>; class: string }) {
  return (
    <div class={`row tb ${extra}`}>
      <span class="muted">
        turn {event.turn}, woken by <b>{displayName(event.woken_by)}</b>, {clockTime(at)}
      </span>
    </div>
  );
}

function EndLine({ turn: { event } }: { turn: NonNullable<Turn["end"]> }) {
  const isOk = event.outcome === "ok";
  return (
    <div class={`row tb end ${isOk ? "" : "bad"}`}>
      <span class="muted">
        turn {event.turn} ended, <b class={isOk ? "" : "outcome"}>{event.outcome.replaceAll("_", " ")}</b>,{" "}
        {tookSpan(event.duration_ms)}
        {event.usage !== undefined && `, ctx ${tokenCount(event.usage.ctx)}, ${dollars(event.usage.cost_usd)}`}
      </span>
      {event.note !== undefined && <pre class="out">{event.note}</pre>}
    </div>
  );
}
