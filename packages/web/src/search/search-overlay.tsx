import { useLayoutEffect } from "preact/hooks";
import { lazy } from "../controls/lazy.tsx";
import type { Search } from "./search-state.ts";

type Props = { readonly search: Search; readonly show: (id: number) => void };

const SearchDialog = lazy<Props>(async () => (await import("./search-dialog.tsx")).SearchDialog);

/** Holds the search's dialog while it is open; `/` opens it where nobody writes. */
export function SearchOverlay({ search, show }: Props) {
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      event.preventDefault();
      search.open.value = true;
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [search]);
  return search.open.value ? (
    <div class="overlay">
      <SearchDialog search={search} show={show} />
    </div>
  ) : null;
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, dialog, [contenteditable]") !== null;
}
