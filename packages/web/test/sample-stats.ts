import type { HiveStats } from "@hyperhive/wire";

const HOUR_MS = 3_600_000;

/** A hive that works by day: 96 steps over the last so many hours, two approvals waiting at their end. */
export function sampleStats(hours: number, now = Date.now()): HiveStats {
  const step = (hours * HOUR_MS) / 96;
  const points = (value: (at: number) => number) =>
    Array.from({ length: 96 }, (_, at) => ({ at: Math.round(now - (96 - at) * step), value: value(at) }));
  const busy = (at: number) => Math.max(0, Math.sin(at / 8)) * (1 + Math.sin(at * 7) / 3);
  return {
    step_ms: step,
    approvals_waiting: points((at) => (at > 90 ? 2 : at > 40 && at < 60 ? 5 : at % 13 === 0 ? 1 : 0)),
    questions_open: points((at) => (at > 80 ? 1 : 0)),
    messages: points((at) => Math.round(busy(at) * 24)),
    turns: points((at) => Math.round(busy(at) * 9)),
    cost: points((at) => Math.round(busy(at) * 12) / 100),
  };
}
