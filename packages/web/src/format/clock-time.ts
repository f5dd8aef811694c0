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
  const time = MINUTES.format(ms);
  const today = now - ms < DAY_MS && new Date(ms).getDate() === new Date(now).getDate();
  return today ? time : `${DAY.format(ms)} ${time}`;
}
