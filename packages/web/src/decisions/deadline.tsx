import { displayName, type Question } from "@hyperhive/wire";
import { now } from "../clock/now.ts";
import { Icon } from "../controls/icon.tsx";
import { clockTime } from "../format/clock-time.ts";
import { timeLeft } from "../format/span.ts";

const HURRY_SECONDS = 60;

/** How long a question stays open, ticking, with what its asker gets at the end; says so when it has no end. */
export function DeadlineChip({ question }: { question: Question }) {
  const { deadline_at: end, asker } = question;
  if (end === undefined) return <span class="muted push mono">no deadline</span>;
  const left = (end - now.value) / 1000;
  return (
    <span
      class={`badge push ${left < HURRY_SECONDS ? "limit" : "busy"}`}
      title={`expires at ${clockTime(end)}; ${displayName(asker)} then gets [expired]`}
    >
      <Icon name="hour" />
      <span class="sr">time left </span>
      {left > 0 ? timeLeft(left) : "ends now"}
    </span>
  );
}

/** A hairline that gets shorter as the time runs out. */
export function Drain({ question: { asked_at: start, deadline_at: end } }: { question: Question }) {
  if (end === undefined) return null;
  const share = Math.min(1, Math.max(0, (end - now.value) / Math.max(1, end - start)));
  return <span class="drain" style={{ "--v": `${(share * 100).toFixed(1)}%` }} />;
}
