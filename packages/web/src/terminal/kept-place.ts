import { useRef } from "preact/hooks";

/** Remembers, each time the component is drawn, which child of the pane the reader has in sight; the returned function, called once the change is in the page, scrolls so that it stands where it stood. Rows may come and go above it. */
export function useKeptPlace(pane: { current: HTMLElement | null }, wanted: boolean): () => void {
  const place = useRef<Place | undefined>(undefined);
  place.current = wanted && pane.current !== null ? placeIn(pane.current) : undefined;
  return () => {
    const before = place.current;
    if (pane.current === null || before === undefined || !before.row.isConnected) return;
    const shift = before.row.getBoundingClientRect().top - before.top;
    if (Math.abs(shift) > 0.1) pane.current.scrollTop += shift;
  };
}

type Place = { readonly row: Element; readonly top: number };

/** The first child that reaches into sight, but for what stands at an edge and stays there. */
function placeIn(pane: HTMLElement): Place | undefined {
  const { top } = pane.getBoundingClientRect();
  const rows = pane.children;
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.getBoundingClientRect().bottom ?? top) <= top) low = middle + 1;
    else high = middle;
  }
  const seen = rows[low];
  const row = seen?.hasAttribute("data-edge") === true ? (seen.nextElementSibling ?? seen) : seen;
  return row === undefined ? undefined : { row, top: row.getBoundingClientRect().top };
}
