import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** Keeps the keyboard near its place: when an update takes what was focused in the box away, `next` gives what is focused instead; when the box goes, `last` does. */
export function useKeptFocus(
  box: RefObject<HTMLElement | null>,
  { next, last }: { next: () => HTMLElement | null | undefined; last: () => HTMLElement | null },
): void {
  const hadFocus = box.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    if (hadFocus && document.activeElement === document.body) next()?.focus();
  });
  useLayoutEffect(
    () => () => {
      if (box.current?.contains(document.activeElement) ?? false) last()?.focus();
    },
    [],
  );
}
