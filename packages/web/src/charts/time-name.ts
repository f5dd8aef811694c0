const DAY_MS = 86_400_000;

/** How the points of a chart that spans so many milliseconds are named: by the clock within a day, else by the day as well. */
export function timeName(spanMs: number): (at: number) => string {
  const clock = { hour: "2-digit", minute: "2-digit" } as const;
  const day = { day: "numeric", month: "short" } as const;
  if (spanMs <= DAY_MS * 1.05) return (at) => new Date(at).toLocaleTimeString("en-GB", clock);
  return (at) => `${new Date(at).toLocaleDateString("en-GB", day)} ${new Date(at).toLocaleTimeString("en-GB", clock)}`;
}
