import { coarseSpan } from "../format/span.ts";
import { useTicking } from "./use-ticking.ts";

/** How long ago a moment was (Unix milliseconds), ticking; the moment itself is its title. */
export function Age({ at, class: extra = "" }: { at: number; class?: string }) {
  const date = new Date(at);
  const text = useTicking((now) => coarseSpan((now - at) / 1000), [at]);
  return (
    <time class={extra} dateTime={date.toISOString()} title={date.toLocaleString("en-GB")}>
      {text}
    </time>
  );
}
