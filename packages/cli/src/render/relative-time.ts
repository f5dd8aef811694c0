const STEPS: readonly (readonly [number, string])[] = [
  [86_400, "d"],
  [3600, "h"],
  [60, "m"],
  [1, "s"],
];

/** How long something took or is away, to one unit: `42s`, `3h`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [size, unit] = STEPS.find(([step]) => seconds >= step) ?? [1, "s"];
  return `${Math.floor(seconds / size)}${unit}`;
}

/** A time as seen from now: `5m ago`, `in 2h`, `now`. */
export function relativeTime(at: number, now: number): string {
  if (Math.abs(now - at) < 1000) return "now";
  return at < now ? `${duration(now - at)} ago` : `in ${duration(at - now)}`;
}
