import { coarseSpan } from "../format/span.ts";
import { now } from "./now.ts";

/** How long ago a moment was (Unix milliseconds), ticking; the moment itself is its title. */
export function Age({ at, class: extra = "" }: { at: number; class?: string }) {
  const date = new Date(at);
  return (
    <time class={extra} dateTime={date.toISOString()} title={date.toLocaleString("en-GB")}>
      {coarseSpan((now.value - at) / 1000)}
    </time>
  );
}
