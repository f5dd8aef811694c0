import { computed, type ReadonlySignal } from "@preact/signals";
import type { SnapshotProblem, SnapshotSection, StreamPosition } from "@hyperhive/wire";
import type { Section } from "./section.ts";

/** What a part of a page has to show. `problems` are rows of it that could not be read. */
export type Shown<D> =
  | { readonly status: "loading" }
  | { readonly status: "failed"; readonly error: string }
  | { readonly status: "shown"; readonly data: D; readonly problems: readonly SnapshotProblem[] };

/** A whole section as a page shows it. */
export function shownOf<D>(section: Section<D, StreamPosition>): Shown<D> {
  switch (section.status) {
    case "ready":
    case "stale":
      return { status: "shown", data: section.data, problems: [] };
    case "loading":
      return { status: "loading" };
    case "failed":
      return { status: "failed", error: section.error };
  }
}

type WithProblems = { readonly problems: readonly SnapshotProblem[] };

/** One part of a section, which fails alone when the snapshot says so. Stays the same object while nothing of the part changed, so that nothing is drawn anew. */
export function showPart<S extends WithProblems, D>(
  source: ReadonlySignal<Section<S, StreamPosition>>,
  pick: (data: S) => D,
  of: SnapshotSection,
): ReadonlySignal<Shown<D>> {
  let held: Shown<D> = { status: "loading" };
  return computed(() => {
    const next = partOf(shownOf(source.value), pick, of);
    if (!isSame(held, next)) held = next;
    return held;
  });
}

function partOf<S extends WithProblems, D>(whole: Shown<S>, pick: (data: S) => D, of: SnapshotSection): Shown<D> {
  if (whole.status !== "shown") return whole;
  const problems = whole.data.problems.filter(({ section }) => section === of);
  const missing = problems.find(({ row }) => row === undefined);
  if (missing !== undefined) return { status: "failed", error: missing.error };
  return { status: "shown", data: pick(whole.data), problems };
}

function isSame<D>(a: Shown<D>, b: Shown<D>): boolean {
  if (a.status === "shown" && b.status === "shown")
    return (
      a.data === b.data &&
      a.problems.length === b.problems.length &&
      a.problems.every((problem, at) => problem === b.problems[at])
    );
  if (a.status === "failed" && b.status === "failed") return a.error === b.error;
  return a.status === b.status;
}
