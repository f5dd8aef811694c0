import { computed, type ReadonlySignal } from "@preact/signals";
import type { InboxRow } from "@hyperhive/wire";
import type { Dashboard } from "../dashboard/dashboard-state.ts";

/** Which messages the operator has not seen off yet; the core keeps it, so every browser shows the same. */
export type Unread = { readonly count: ReadonlySignal<number> };

/** Whether a message to the operator still waits to be read. */
export function isUnread({ state }: InboxRow): boolean {
  return state !== "acked";
}

/** Counts what waits to be read. */
export function createUnread(dashboard: Dashboard): Unread {
  return { count: computed(() => dashboard.inbox.value?.messages.filter(isUnread).length ?? 0) };
}
