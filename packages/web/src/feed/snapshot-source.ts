import type { StreamPosition } from "@hyperhive/wire";
import { errorText } from "../shell/error-text.ts";
import { dataOf, type LiveSection } from "../store/section-signal.ts";

/** One endpoint and the section it fills. */
export type SnapshotSource = {
  /** Fetches and fills the section; resolves with the position it holds. Rejects, with the section untouched, when the source fails. */
  load(signal: AbortSignal): Promise<StreamPosition>;
  /** Shows the failure in the section. `gently` leaves data that is already shown in sight. */
  fail(error: unknown, how: { gently: boolean }): void;
};

/** Couples a section with the endpoint that its snapshots come from. */
export function snapshotSource<A extends StreamPosition, D, F extends StreamPosition>(
  target: LiveSection<D, F>,
  fetch: (signal: AbortSignal) => Promise<A>,
  toData: (answer: A) => D,
): SnapshotSource {
  return {
    load: async (signal) => {
      target.dispatch({ kind: "asked" });
      const answer = await fetch(signal);
      const position = { epoch: answer.epoch, seq: answer.seq };
      target.dispatch({ kind: "snapshot", data: toData(answer), position });
      return position;
    },
    fail: (error, { gently }) => {
      if (gently && dataOf(target.section.value) !== undefined) return;
      target.dispatch({ kind: "failed", error: errorText(error) });
    },
  };
}

/**
 * Loads every source at once. One that fails shows so in its own section and does not hold up the others; when all fail
 * the core is away: rejects, and data that is shown stays. Resolves with the oldest position, so no section misses a frame.
 */
export async function loadAll(sources: readonly SnapshotSource[], signal: AbortSignal): Promise<StreamPosition> {
  const results = await Promise.allSettled(sources.map(async (source) => await source.load(signal)));
  signal.throwIfAborted();
  const positions = results.filter((result) => result.status === "fulfilled").map(({ value }) => value);
  const [first] = positions;
  const failure = results.find((result) => result.status === "rejected");
  results.forEach((result, index) => {
    if (result.status === "rejected") sources[index]?.fail(result.reason, { gently: first === undefined });
  });
  if (first === undefined) throw failure?.reason;
  // The core restarted between the answers: only what came last is of its new life.
  if (positions.some(({ epoch }) => epoch !== first.epoch)) return await loadAll(sources, signal);
  return { epoch: first.epoch, seq: Math.min(...positions.map(({ seq }) => seq)) };
}
