import { setImmediate as nextRound } from "node:timers/promises";
import type { InboxRow } from "@hyperhive/wire";
import { KeyedMutex } from "../keyed-mutex.ts";
import { toInboxRow } from "./message-row.ts";
import type { MessageStore, SearchedRow } from "./message-store.ts";
import { fold, searchWords, type Word } from "./search-words.ts";

/** How far a search goes. */
export type SearchOptions = {
  /** Only messages older than this one; absent begins with the newest. */
  readonly before?: number | undefined;
  /** When it aborts, the search ends with what it has. */
  readonly signal?: AbortSignal;
  /** Time after which a search ends with what it has, in ms; default 500. */
  readonly budgetMs?: number;
};

/** What was found, newest first; ask with `before: next` to look further back, absent when everything was looked at. */
export type Found = { readonly messages: InboxRow[]; readonly next?: number };

/** Looks for messages that contain every word. Throws `bad_request` for a query without words, or too long. */
export type MessageSearcher = (query: string, options?: SearchOptions) => Promise<Found>;

const BUDGET_MS = 500;
/** How long the core does nothing else. */
const SLICE_MS = 5;
const FOUND_AT_MOST = 50;

/** Searches the rows themselves, newest first, in slices of a few ms between which everything else goes on; several searches take turns. `checkOpen` throws once nothing may be read any more. */
export function createSearcher(messages: MessageStore, checkOpen: () => void): MessageSearcher {
  const turns = new KeyedMutex();
  return async (query, { before = Number.MAX_SAFE_INTEGER, signal, budgetMs = BUDGET_MS } = {}) => {
    const words = searchWords(query);
    const end = performance.now() + budgetMs;
    const rows: InboxRow[] = [];
    let next: number | undefined = before;
    do {
      using _turn = await turns.hold("search");
      checkOpen();
      next = scanSlice({ messages, words, before: next, rows });
      await nextRound();
    } while (next !== undefined && rows.length < FOUND_AT_MOST && performance.now() < end && signal?.aborted !== true);
    return { messages: rows, ...(next !== undefined && { next }) };
  };
}

type Slice = {
  readonly messages: MessageStore;
  readonly words: readonly Word[];
  readonly before: number;
  /** Gets what is found. */
  readonly rows: InboxRow[];
};

/** Says before which message to go on; undefined at the end. */
function scanSlice({ messages, words, before, rows }: Slice): number | undefined {
  const end = performance.now() + SLICE_MS;
  for (const row of messages.newestBefore(before)) {
    if (matches(row, words)) rows.push(...found(row.id, messages));
    if (rows.length === FOUND_AT_MOST || performance.now() > end) return row.id;
  }
  return undefined;
}

function matches({ sender, recipient, body }: SearchedRow, words: readonly Word[]): boolean {
  // A phrase must not begin in one field and end in the next: no space and no word holds the separator.
  const text = fold(`${sender}\0${recipient}\0${body}`);
  return words.every((isIn) => isIn(text));
}

function found(id: number, messages: MessageStore): InboxRow[] {
  const row = messages.find(id);
  return row === undefined ? [] : [toInboxRow(row)];
}
