import { signal, type ReadonlySignal } from "@preact/signals";

const present = signal(Date.now());

/** Unix milliseconds, a second apart while the page is seen; whatever shows a running time reads it. */
export const now: ReadonlySignal<number> = present;

setInterval(() => {
  if (!document.hidden) present.value = Date.now();
}, 1000);
document.addEventListener("visibilitychange", () => {
  present.value = Date.now();
});
