import { signal, type Signal } from "@preact/signals";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { usePage } from "../shell/page.ts";
import { useHash } from "../shell/use-hash.ts";
import { dataOf } from "../store/section-signal.ts";
import { inboxRows } from "./inbox-rows.ts";
import type { FlowView } from "./flow-view.ts";

/** Where a message is shown that somebody asks for. */
export type MessageTarget = {
  /** The message of the inbox that is to be shown. */
  readonly inInbox: Signal<number | undefined>;
  /** Shows a message: in the inbox if it is there, else in the flow. Says so when there is no such message. */
  show(id: number): Promise<void>;
};

/** Leads to messages by their id. */
export function createMessageTarget(dashboard: Dashboard, view: FlowView, say: (text: string) => void): MessageTarget {
  const inInbox = signal<number | undefined>(undefined);
  return {
    inInbox,
    show: async (id) => {
      const inbox = inboxRows(dashboard.inbox.peek()?.messages ?? []);
      if (inbox.some((message) => message.id === id)) {
        const part = document.getElementById("inbox");
        if (part instanceof HTMLDetailsElement) part.open = true;
        inInbox.value = id;
      } else if (!(await view.toMessage(id))) say(`message ${id} is not here: it was never sent, or is long gone`);
    },
  };
}

/** Leads to the message that the address names, `#msg-41`: once the messages are there, and whenever the address changes. */
export function useMessageAddress(dashboard: Dashboard, target: MessageTarget): void {
  const page = usePage();
  const go = () => {
    const id = /^#msg-(\d{1,15})$/.exec(location.hash)?.[1];
    if (id === undefined) return;
    // So that the same address leads there again.
    history.replaceState(history.state, "", location.pathname + location.search);
    void page.attempt(() => target.show(Number(id)));
  };
  useHash(() => dashboard.inbox.value !== undefined && dataOf(dashboard.flow.value) !== undefined, go);
}
