import type { InboxRow } from "@hyperhive/wire";
import { MAX_ROWS, type Flow } from "./flow.ts";

/** The flow after a new snapshot: its newest page, or still the stretch where the reader is when that is another. */
export function refreshed(
  flow: Flow | undefined,
  page: { readonly messages: readonly InboxRow[]; readonly more: boolean },
): Flow {
  const last = page.messages.at(-1)?.id ?? 0;
  if (flow === undefined)
    return { ...page, backfilledTo: last, total: page.messages.length, newest: last, follows: true };
  const total = flow.total + page.messages.filter(({ id }) => id > flow.newest).length;
  const now = { ...flow, total, backfilledTo: last, newest: last };
  if (flow.follows) return { ...now, ...page };
  const first = page.messages[0]?.id ?? 0;
  const meets = (flow.messages.at(-1)?.id ?? 0) >= first;
  if (!meets) return now;
  const older = flow.messages.filter(({ id }) => id < first);
  return { ...now, messages: [...older, ...page.messages].slice(0, MAX_ROWS) };
}
