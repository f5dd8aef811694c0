import { signal, type Signal } from "@preact/signals";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import type { Page } from "../shell/page.ts";
import { useHash } from "../shell/use-hash.ts";
import { dataOf } from "../store/section-signal.ts";
import type { FlowView } from "./flow-view.ts";

/** Where a message is shown that somebody asks for. */
export type MessageTarget = {
  /** The message of the inbox that is to be shown. */
  readonly inInbox: Signal<number | undefined>;
  /** Shows a message: in the inbox if it is there, else in the flow. Says so when there is no such message. */
  show(id: number): void;
};

/** Leads to messages by their id. */
export function createMessageTarget(dashboard: Dashboard, view: FlowView, page: Page): MessageTarget {
  const inInbox = signal<number | undefined>(undefined);
  return {
    inInbox,
    show: (id) =>
      void import("./show-message.ts").then(
        ({ showMessage }) => showMessage(id, { dashboard, view, inInbox, page }),
        () => page.say("bad", "the way there could not be loaded; reload the page"),
      ),
  };
}

/** Leads to the message that the address names, `#msg-41`: once the messages are there, and whenever the address changes. */
export function useMessageAddress(dashboard: Dashboard, target: MessageTarget): void {
  const go = () => {
    const id = /^#msg-(\d{1,15})$/.exec(location.hash)?.[1];
    if (id === undefined) return;
    // So that the same address leads there again.
    history.replaceState(history.state, "", location.pathname + location.search);
    target.show(Number(id));
  };
  useHash(() => dashboard.inbox.value !== undefined && dataOf(dashboard.flow.value) !== undefined, go);
}
