import type { StreamPosition } from "@hyperhive/wire";

/**
 * What a part of a page knows of its source. Frames that come before the snapshot wait in `pending`;
 * `stale` still shows the old data while a fresh snapshot is on its way.
 */
export type Section<D, F extends StreamPosition> =
  | { readonly status: "loading"; readonly pending: readonly F[] }
  | { readonly status: "failed"; readonly error: string }
  | { readonly status: "stale"; readonly data: D; readonly pending: readonly F[] }
  | { readonly status: "ready"; readonly data: D; readonly position: StreamPosition };

/** What can happen to a section. `asked` comes before each request for a snapshot, so that no frame falls between. */
export type SectionEvent<D, F extends StreamPosition> =
  | { readonly kind: "asked" }
  | { readonly kind: "snapshot"; readonly data: D; readonly position: StreamPosition }
  | { readonly kind: "failed"; readonly error: string }
  | { readonly kind: "frame"; readonly frame: F };

/** Takes one frame into the data; the same frame twice must change nothing. */
export type ApplyFrame<D, F> = (data: D, frame: F) => D;

/** Subscribe, buffer, fetch, drop what the snapshot already holds: the next state of a section. */
export function reduceSection<D, F extends StreamPosition>(
  section: Section<D, F>,
  event: SectionEvent<D, F>,
  apply: ApplyFrame<D, F>,
): Section<D, F> {
  switch (event.kind) {
    case "asked":
      return "data" in section
        ? { status: "stale", data: section.data, pending: [] }
        : { status: "loading", pending: [] };
    case "failed":
      return { status: "failed", error: event.error };
    case "snapshot":
      return settle(event, "pending" in section ? section.pending : [], apply);
    case "frame":
      return takeFrame(section, event.frame, apply);
  }
}

function settle<D, F extends StreamPosition>(
  snapshot: { data: D; position: StreamPosition },
  pending: readonly F[],
  apply: ApplyFrame<D, F>,
): Section<D, F> {
  const start: Section<D, F> = { status: "ready", data: snapshot.data, position: snapshot.position };
  return pending.reduce<Section<D, F>>((section, frame) => takeFrame(section, frame, apply), start);
}

function takeFrame<D, F extends StreamPosition>(
  section: Section<D, F>,
  frame: F,
  apply: ApplyFrame<D, F>,
): Section<D, F> {
  if (section.status === "failed") return section;
  if (section.status !== "ready") return { ...section, pending: [...section.pending, frame] };
  if (isHeld(section.position, frame)) return section;
  return { status: "ready", data: apply(section.data, frame), position: { epoch: frame.epoch, seq: frame.seq } };
}

function isHeld(position: StreamPosition, frame: StreamPosition): boolean {
  return position.epoch === frame.epoch && frame.seq <= position.seq;
}
