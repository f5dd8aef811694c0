import type { DashboardEvent, Tombstone } from "@hyperhive/wire";

/** What destroyed agents left behind, by name; the same array when the event is about something else. */
export function reduceKeptState(kept: readonly Tombstone[], event: DashboardEvent): readonly Tombstone[] {
  switch (event.kind) {
    case "tombstone_changed": {
      const { tombstone } = event;
      return [...without(kept, tombstone.name), tombstone].toSorted((a, b) => (a.name < b.name ? -1 : 1));
    }
    case "tombstone_removed":
      return without(kept, event.name);
    default:
      return kept;
  }
}

function without(kept: readonly Tombstone[], gone: string): readonly Tombstone[] {
  return kept.filter(({ name }) => name !== gone);
}
