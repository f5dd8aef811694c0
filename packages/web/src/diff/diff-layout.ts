import { signal, useSignal, type ReadonlySignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { storedFlag } from "../controls/stored-flag.ts";

const SPLIT_PX = 600;

const flag = storedFlag("hive:diff-split", false);
const split = signal(flag.read());

/** Whether diffs stand side by side where there is room; remembered in this browser. */
export const wantsSplit: ReadonlySignal<boolean> = split;

/** Chooses for every diff of the page. */
export function chooseSplit(wanted: boolean): void {
  split.value = wanted;
  flag.write(wanted);
}

/** Whether an element is wide enough for two columns of lines, as it is now. */
export function useRoomForSplit(element: RefObject<HTMLElement | null>): boolean {
  const room = useSignal(false);
  useEffect(() => {
    const watcher = new ResizeObserver(([entry]) => (room.value = (entry?.contentRect.width ?? 0) >= SPLIT_PX));
    if (element.current !== null) watcher.observe(element.current);
    return () => watcher.disconnect();
  }, [element, room]);
  return room.value;
}
