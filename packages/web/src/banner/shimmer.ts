import { signal, type ReadonlySignal } from "@preact/signals";
import { useSignalEffect } from "@preact/signals";
import { useMemo } from "preact/hooks";

const SHIMMER_MS = 4000;

/** True for 4 s after each event. However many come, the page is touched twice. */
export function useShimmer(lastEvent: ReadonlySignal<number>): ReadonlySignal<boolean> {
  const active = useMemo(() => signal(false), []);
  useSignalEffect(() => {
    if (lastEvent.value === 0 || active.peek()) return;
    active.value = true;
    const rest = () => {
      const left = lastEvent.peek() + SHIMMER_MS - Date.now();
      if (left > 0) setTimeout(rest, left);
      else active.value = false;
    };
    setTimeout(rest, SHIMMER_MS);
  });
  return active;
}
