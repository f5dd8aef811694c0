import { exactSpan } from "../format/span.ts";
import { now } from "./now.ts";

/** How long something has been going on since a moment (Unix milliseconds), to the second. */
export function RunningTime({ since }: { since: number }) {
  return <span class="muted nums">{exactSpan((now.value - since) / 1000)}</span>;
}
