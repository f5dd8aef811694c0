import { counted } from "../format/amount.ts";
import type { SearchResult } from "./search-run.ts";

/** How a search stands, in words; nothing when it failed, which is said beside it. */
export function searchWords({ query, found, next, busy, error }: SearchResult): string {
  if (query === "") return 'every word must be in the message or name who wrote or got it; "in quotes" is one phrase.';
  if (busy) return found.length === 0 ? "looking…" : `${counted(found.length, "message")}, looking further back…`;
  if (error !== undefined) return "";
  if (found.length === 0)
    return next === undefined ? "no message has these words." : "nothing among the newest messages.";
  return `${counted(found.length, "message")}, newest first${next === undefined ? "" : "; older ones were not looked at yet"}.`;
}
