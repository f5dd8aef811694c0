import type { HiveStats, StatPoint } from "@hyperhive/wire";
import { counted, dollars } from "../format/amount.ts";

/** One chart: a `level` is how many there were at a time, a `count` how many came within a step. */
export type Series = {
  readonly key: Exclude<keyof HiveStats, "step_ms">;
  readonly title: string;
  readonly kind: "level" | "count";
  /** Colour class of the theme. */
  readonly tone: string;
  /** A value in words that can stand alone. */
  readonly words: (value: number) => string;
  /** A value beside the scale. */
  readonly short: (value: number) => string;
};

const plain = (value: number) => value.toLocaleString("en-GB", { maximumFractionDigits: 2 });

/** The charts, in their order. */
export const SERIES: readonly Series[] = [
  {
    key: "approvals_waiting",
    title: "approvals waiting",
    kind: "level",
    tone: "you",
    words: (value) => counted(value, "approval"),
    short: plain,
  },
  {
    key: "questions_open",
    title: "open questions",
    kind: "level",
    tone: "you",
    words: (value) => counted(value, "question"),
    short: plain,
  },
  {
    key: "messages",
    title: "messages",
    kind: "count",
    tone: "info",
    words: (value) => counted(value, "message"),
    short: plain,
  },
  {
    key: "turns",
    title: "turns",
    kind: "count",
    tone: "busy",
    words: (value) => counted(value, "turn"),
    short: plain,
  },
  { key: "cost", title: "cost", kind: "count", tone: "accent", words: dollars, short: dollars },
];

/** The number beside a chart's title: the most in the newest step, or what came in all. */
export function headline({ kind, short }: Series, points: readonly StatPoint[]): string {
  if (kind === "level") return short(points.at(-1)?.value ?? 0);
  return short(points.reduce((sum, { value }) => sum + value, 0));
}

/** The point with the highest value, the latest of several; undefined while all are zero. */
export function peakOf(points: readonly StatPoint[]): StatPoint | undefined {
  const peak = points.reduce<StatPoint | undefined>(
    (best, point) => (point.value >= (best?.value ?? 0) ? point : best),
    undefined,
  );
  return peak === undefined || peak.value === 0 ? undefined : peak;
}

/** What a chart shows, for those who do not see it. `when` names a time, `range` the whole of it, such as `the last 24 hours`. */
export function chartWords(
  series: Series,
  points: readonly StatPoint[],
  { when, range }: { when: (at: number) => string; range: string },
): string {
  const peak = peakOf(points);
  const { title, words, kind } = series;
  if (peak === undefined) return `${title} over ${range}: none`;
  const most = `most at ${when(peak.at)}: ${words(peak.value)}`;
  if (kind === "level") return `${title} over ${range}: ${words(points.at(-1)?.value ?? 0)} lately, ${most}`;
  return `${title} over ${range}: ${words(points.reduce((sum, { value }) => sum + value, 0))} in all, ${most}`;
}
