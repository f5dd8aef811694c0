import type { InboxRow } from "@hyperhive/wire";
import { MAX_ROWS, type Flow } from "./flow.ts";

type Page = { readonly messages: readonly InboxRow[]; readonly more: boolean };

/** The flow with the page before it. The newest rows leave when there are too many. */
export function withOlder(flow: Flow, page: Page): Flow {
  const first = flow.messages[0]?.id ?? Infinity;
  const messages = [...page.messages.filter(({ id }) => id < first), ...flow.messages].slice(0, MAX_ROWS);
  return { ...flow, messages, more: page.more };
}

/** The flow with the page after it, which may begin among its rows. The oldest rows leave when there are too many. */
export function withNewer(flow: Flow, page: Page): Flow {
  const last = flow.messages.at(-1)?.id ?? 0;
  const all = [...flow.messages, ...page.messages.filter(({ id }) => id > last)];
  return backfilled({ ...flow, messages: all.slice(-MAX_ROWS), more: flow.more || all.length > MAX_ROWS });
}

/** The flow at another stretch: only this page. */
export function flowAt(flow: Flow, page: Page): Flow {
  return backfilled({ ...flow, ...page });
}

function backfilled(flow: Flow): Flow {
  const last = flow.messages.at(-1)?.id ?? 0;
  return { ...flow, newest: Math.max(flow.newest, last), backfilledTo: Math.max(flow.backfilledTo, last) };
}
