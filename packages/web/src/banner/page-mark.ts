import { useSignalEffect, type ReadonlySignal } from "@preact/signals";
import { favicon } from "./favicon.ts";

/** What the tab says while it is not looked at. */
export type PageMark = { readonly count: ReadonlySignal<number>; readonly isLost: ReadonlySignal<boolean> };

/** Keeps the count of what waits in the tab's title and icon. */
export function usePageMark({ count, isLost }: PageMark): void {
  useSignalEffect(() => {
    document.title = count.value > 0 ? `(${count.value}) hyperhive` : "hyperhive";
  });
  useSignalEffect(() => {
    const href = favicon(count.value, isLost.value);
    document.querySelector("link[rel='icon']")?.setAttribute("href", href);
  });
}
