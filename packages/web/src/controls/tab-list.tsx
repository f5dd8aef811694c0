import type { Segment } from "./segments.tsx";

type Props<V extends string> = {
  readonly label: string;
  readonly tabs: readonly Segment<V>[];
  readonly value: V;
  readonly choose: (value: V) => void;
};

/** Ids of a tab and of the panel that it shows. */
export function tabIds(value: string): { readonly tab: string; readonly panel: string } {
  return { tab: `t-${value}`, panel: `p-${value}` };
}

/** Tabs over panels; arrows, Home and End choose, as in every tab list. */
export function TabList<V extends string>({ label, tabs, value, choose }: Props<V>) {
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.value === value);
    const next = tabs[nextTab(event.key, at, tabs.length) ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    choose(next.value);
    document.getElementById(tabIds(next.value).tab)?.focus();
  };
  return (
    <div class="seg" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          role="tab"
          id={tabIds(tab.value).tab}
          aria-controls={tabIds(tab.value).panel}
          aria-selected={tab.value === value}
          tabIndex={tab.value === value ? 0 : -1}
          onClick={() => choose(tab.value)}
        >
          {tab.text}
        </button>
      ))}
    </div>
  );
}

function nextTab(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case "ArrowRight":
      return (at + 1) % count;
    case "ArrowLeft":
      return (at + count - 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
