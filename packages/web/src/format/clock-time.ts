const DAY_MS = 86_400_000;

/** Time of day in the reader's zone, `14:02:11`. */
export function clockTime(ms: number): string {
  return new Date(ms).toLocaleTimeString("en-GB", { hour12: false });
}

/** `14:02` for today, else the day with it, `20 Nov 14:02`. */
export function dayTime(ms: number, now: number): string {
  const date = new Date(ms);
  const time = date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const today = now - ms < DAY_MS && date.getDate() === new Date(now).getDate();
  return today ? time : `${date.toLocaleDateString("en-GB", { day: "numeric", month: "short" })} ${time}`;
}
