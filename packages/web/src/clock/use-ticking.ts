import { computed, type ReadonlySignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { now } from "./now.ts";

/** What can be said of the present (Unix milliseconds), as a text of its own: a tick touches the page only where another text comes of it. Made anew when one of `from` changes. */
export function useTicking(say: (now: number) => string, from: readonly unknown[]): ReadonlySignal<string> {
  return useMemo(() => computed(() => say(now.value)), [...from]);
}
