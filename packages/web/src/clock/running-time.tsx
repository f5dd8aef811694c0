import { exactSpan } from "../format/span.ts";
import { useTicking } from "./use-ticking.ts";

/** How long something has been going on since a moment (Unix milliseconds), to the second. */
export function RunningTime({ since }: { since: number }) {
  return <span class="muted nums">{useTicking((now) => exactSpan((now - since) / 1000), [since])}</span>;
}
