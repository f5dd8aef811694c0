import { signal, type Signal } from "@preact/signals";

/** Longest draft that is kept, in UTF-16 units: longer ones could not be sent, and the browser's room is small. */
const MAX_KEPT = 100_000;

/** Half-typed text that outlives a reload of its tab. */
export function keptDraft(key: string): Signal<string> {
  const draft = signal(sessionStorage.getItem(key) ?? "");
  draft.subscribe((text) => {
    if (text === "" || text.length > MAX_KEPT) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  });
  return draft;
}
