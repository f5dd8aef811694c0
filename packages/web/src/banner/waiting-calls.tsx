import type { ReadonlySignal } from "@preact/signals";
import { now } from "../clock/now.ts";
import { Icon } from "../controls/icon.tsx";
import { countdown } from "../format/span.ts";
import type { Call, Waiting } from "./waiting.ts";

/** How much waits for the operator, and a link to each kind of it. */
export function WaitingCalls({ waiting }: { waiting: ReadonlySignal<Waiting | undefined> }) {
  if (waiting.value === undefined) return null;
  const { count, calls } = waiting.value;
  return (
    <section class="waiting" aria-label="waiting for you">
      {count > 0 ? <Sum count={count} /> : <AllClear />}
      <ul class="calls">
        {calls.map((call) => (
          <li key={call.icon}>
            <CallChip call={call} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sum({ count }: { count: number }) {
  return (
    <p class="sum">
      <b class="nums">{count}</b>
      <span>
        {count === 1 ? "waits" : "wait"}
        <br /> for you
      </span>
    </p>
  );
}

function AllClear() {
  return (
    <p class="allclear">
      <Icon name="check" />
      nothing waits for you
    </p>
  );
}

function CallChip({ call }: { call: Call }) {
  return (
    <a class={`callchip ${call.tone}`} href={call.href}>
      {call.icon === "glyph" ? <span aria-hidden="true">◆</span> : <Icon name={call.icon} />}
      <span class="clip">{call.text}</span>
      {call.deadlineAt !== undefined && <TimeLeft until={call.deadlineAt} />}
    </a>
  );
}

function TimeLeft({ until }: { until: number }) {
  const left = countdown((until - now.value) / 1000);
  return (
    <span class="nums tick" title="until the first of them ends by itself">
      <Icon name="hour" />
      <span class="sr">the first ends in </span>
      {left}
    </span>
  );
}
