import { signal, type ReadonlySignal } from "@preact/signals";
import type { InboxRow } from "@hyperhive/wire";
import { errorText } from "../shell/error-text.ts";
import type { Page } from "../shell/page.ts";

/** What a search came to so far. */
export type SearchResult = {
  /** The query that this answers; empty when none was asked. */
  readonly query: string;
  /** Newest first. */
  readonly found: readonly InboxRow[];
  /** Where to look further back; absent when everything was looked at. */
  readonly next?: number;
  readonly busy: boolean;
  readonly error?: string;
};

/** Asks the core, one query at a time: a new one gives the old one up. */
export type SearchRun = {
  readonly result: ReadonlySignal<SearchResult>;
  /** Looks for messages once the query has rested for a moment. */
  ask(query: string): void;
  /** Looks further back, or again after a failure. */
  further(): void;
  close(): void;
};

const REST_MS = 200;
const NOTHING: SearchResult = { query: "", found: [], busy: false };

/** A search run that has not been asked yet. */
export function createSearchRun(page: Page): SearchRun {
  const result = signal(NOTHING);
  let unit = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const fresh = () => {
    clearTimeout(timer);
    unit.abort();
    unit = new AbortController();
    return unit.signal;
  };
  const look = async (from: SearchResult, abort: AbortSignal) => {
    const { error: _, ...known } = from;
    result.value = { ...known, busy: true };
    try {
      const before = from.next === undefined ? {} : { before: from.next };
      const { messages, next } = await page.http.search(from.query, { signal: abort, ...before });
      if (abort.aborted) return;
      const found = [...from.found, ...messages];
      result.value = { query: from.query, found, busy: false, ...(next !== undefined && { next }) };
    } catch (error) {
      if (abort.aborted) return;
      page.noteFailure(error);
      result.value = { ...known, busy: false, error: errorText(error) };
    }
  };
  return {
    result,
    ask: (typed) => {
      const abort = fresh();
      const query = typed.trim();
      if (query === "") result.value = NOTHING;
      else timer = setTimeout(() => void look({ query, found: [], busy: true }, abort), REST_MS);
    },
    further: () => void look(result.peek(), fresh()),
    close: () => void fresh(),
  };
}
