const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A running time that is watched, to the second: `18 s`, `1 m 42 s`, `2 h 05 m`. */
export function exactSpan(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < MINUTE) return `${whole} s`;
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)} m ${pad(whole % MINUTE)} s`;
  return `${Math.floor(whole / HOUR)} h ${pad(Math.floor((whole % HOUR) / MINUTE))} m`;
}

/** An age that is only glanced at, in its largest unit: `18 s`, `4 m`, `2 h`, `3 d`. */
export function coarseSpan(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < MINUTE) return `${whole} s`;
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)} m`;
  if (whole < DAY) return `${Math.floor(whole / HOUR)} h`;
  return `${Math.floor(whole / DAY)} d`;
}

/** How long something took, from milliseconds: `640 ms`, `12.3 s`, `2 m 04 s`. */
export function tookSpan(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  const seconds = ms / 1000;
  return seconds < MINUTE - 0.05 ? `${seconds.toFixed(1)} s` : exactSpan(Math.round(seconds));
}

/** What is left until a moment: `04:32`, from an hour on `1:04:32`; never below zero. */
export function countdown(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const clock = `${pad(Math.floor((whole % HOUR) / MINUTE))}:${pad(whole % MINUTE)}`;
  return whole < HOUR ? clock : `${Math.floor(whole / HOUR)}:${clock}`;
}

/** What is left until a deadline, as its chip shows it: `42 s`, `04:32`, from an hour on `1 h 05 m`; never below zero. */
export function timeLeft(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return whole >= MINUTE && whole < HOUR ? countdown(whole) : exactSpan(whole);
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}
