import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Draws what is in it once it has come near to what is seen, and keeps it from then on. */
export function Near({ class: extra = "", children }: { class?: string; children: () => ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  const near = useSignal(false);
  useEffect(() => {
    const watcher = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        near.value = true;
        watcher.disconnect();
      },
      { rootMargin: "400px 0px" },
    );
    if (box.current !== null) watcher.observe(box.current);
    return () => watcher.disconnect();
  }, [near]);
  return (
    <div class={extra} ref={box}>
      {near.value && children()}
    </div>
  );
}
