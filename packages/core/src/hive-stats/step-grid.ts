import type { StatPoint } from "@hyperhive/wire";

/** Equal steps of time, the last of which is under way; times in Unix milliseconds. */
export type StepGrid = { readonly from: number; readonly stepMs: number; readonly steps: number };

/** The time of one step; its end is in the next. */
export type StepSpan = { readonly from: number; readonly until: number };

const MINUTE_MS = 60_000;
/** Lengths that people read easily. */
const STEP_MINUTES = [0.5, 1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360];
const MAX_STEPS = 120;

/** The steps of the last so many hours (1 to 720): 60 to 120 of them, at round times, so that a later look has the same ones. */
export function stepGrid(now: number, hours: number): StepGrid {
  const minutes = STEP_MINUTES.find((length) => (hours * 60) / length <= MAX_STEPS) ?? (hours * 60) / MAX_STEPS;
  const stepMs = minutes * MINUTE_MS;
  const steps = Math.ceil((hours * 60) / minutes);
  return { from: (Math.floor(now / stepMs) - steps + 1) * stepMs, stepMs, steps };
}

/** The steps of a grid, oldest first. */
export function stepsOf({ from, stepMs, steps }: StepGrid): StepSpan[] {
  return Array.from({ length: steps }, (_, step) => ({
    from: from + step * stepMs,
    until: from + (step + 1) * stepMs,
  }));
}

/** A point for each step, in their order. */
export function pointsOf(grid: StepGrid, valueOf: (span: StepSpan, step: number) => number): StatPoint[] {
  return stepsOf(grid).map((span, step) => ({ at: span.from, value: valueOf(span, step) }));
}
