import { now } from "../clock/now.ts";
import { dayTime } from "../format/clock-time.ts";

/** When a commit or tag says that it was made. Whoever made it chose that date, so it may be none at all. */
export function CommitTime({ at }: { at: number }) {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <span class="muted">no date</span>;
  return (
    <time dateTime={date.toISOString()} title={date.toLocaleString("en-GB")}>
      {dayTime(at, now.peek())}
    </time>
  );
}
