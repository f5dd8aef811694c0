import { signal, type Signal } from "@preact/signals";

/** The search over messages: whether it is open, and what was looked for last. */
export type Search = { readonly open: Signal<boolean>; readonly query: Signal<string> };

/** A search that is closed. */
export function createSearch(): Search {
  return { open: signal(false), query: signal("") };
}
