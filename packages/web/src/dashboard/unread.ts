import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { InboxRow } from "@hyperhive/wire";
import { dataOf } from "../store/section-signal.ts";
import type { Dashboard } from "./dashboard-state.ts";

/** Which messages to the operator this browser has not seen off yet. */
export type Unread = {
  readonly count: ReadonlySignal<number>;
  isUnread(message: InboxRow): boolean;
  /** Everything up to this message counts as read. */
  readUpTo(id: number): void;
};

const KEY = "hive:read-up-to";

/** Keeps the last read id in the browser. */
export function createUnread(dashboard: Dashboard): Unread {
  const readTo = signal(Number(localStorage.getItem(KEY) ?? 0));
  const isUnread = (message: InboxRow) => message.id > readTo.value;
  return {
    count: computed(() => dataOf(dashboard.state.value)?.inbox.messages.filter(isUnread).length ?? 0),
    isUnread,
    readUpTo: (id) => {
      if (id <= readTo.value) return;
      readTo.value = id;
      localStorage.setItem(KEY, String(id));
    },
  };
}
