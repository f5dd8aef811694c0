import { Icon } from "../controls/icon.tsx";
import type { Search } from "./search-state.ts";

/** Opens the search over messages. */
export function SearchButton({ search }: { search: Search }) {
  return (
    <button
      class="btn ghost icon"
      type="button"
      aria-label="search messages"
      aria-keyshortcuts="/"
      title="search messages: /"
      onClick={() => (search.open.value = true)}
    >
      <Icon name="search" />
    </button>
  );
}
