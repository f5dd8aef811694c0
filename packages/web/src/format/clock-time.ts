const DAY_MS = 86_400_000;

// Made once: making one takes longer than drawing a message.
const SECONDS = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hour12: false,
});
const MINUTES = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

/** Time of day in the reader's zone, `14:02:11`. */
export function clockTime(ms: number): string {
  return SECONDS.format(ms);
}

/** `14:02` for today, else the day with it, `20 Nov 14:02`. */
export function dayTime(ms: number, now: number): string {
  const today = now - ms < DAY_MS && new Date(ms).getDate() === new Date(now).getDate();
  return today ? MINUTES.format(ms) : dayAndTime(ms);
}

/** How the moments within so many milliseconds are named: by the clock within a day, else by the day as well. */
export function timeName(spanMs: number): (ms: number) => string {
  // A chart begins at a round time, somewhat before its day.
  return spanMs <= DAY_MS * 1.05 ? (ms) => MINUTES.format(ms) : dayAndTime;
}

function dayAndTime(ms: number): string {
  return `${DAY.format(ms)} ${MINUTES.format(ms)}`;
}
