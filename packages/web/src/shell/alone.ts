import { useSignalEffect, type ReadonlySignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";

const ALONE_MS = 60_000;
/** What only a person does. */
const SIGNS = ["pointermove", "pointerdown", "keydown", "wheel", "touchstart", "focus", "visibilitychange"] as const;

/** Marks the document with `data-alone` once nobody has touched the page for a minute and `news` has stayed the same: what moves without end rests until then. */
export function useAlone(news: ReadonlySignal<unknown>): void {
  const presence = useMemo(() => createPresence(document.documentElement), []);
  useEffect(() => presence.watch(), [presence]);
  useSignalEffect(() => {
    void news.value;
    presence.stir();
  });
}

function createPresence(root: HTMLElement) {
  let last = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    const left = last + ALONE_MS - Date.now();
    timer = left > 0 ? setTimeout(look, left) : undefined;
    if (left <= 0) root.dataset["alone"] = "";
  };
  const stir = () => {
    last = Date.now();
    // However many signs come, the page is touched once.
    if (timer !== undefined) return;
    delete root.dataset["alone"];
    timer = setTimeout(look, ALONE_MS);
  };
  const watch = () => {
    const over = new AbortController();
    for (const sign of SIGNS) addEventListener(sign, stir, { capture: true, passive: true, signal: over.signal });
    return () => {
      over.abort();
      clearTimeout(timer);
    };
  };
  return { stir, watch };
}
