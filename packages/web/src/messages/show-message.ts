import type { Signal } from "@preact/signals";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import type { Page } from "../shell/page.ts";
import { dataOf } from "../store/section-signal.ts";
import { around } from "../terminal/range-around.ts";
import type { FlowView } from "./flow-view.ts";
import { inboxRows } from "./inbox-rows.ts";

type Places = {
  readonly dashboard: Dashboard;
  readonly view: FlowView;
  readonly inInbox: Signal<number | undefined>;
  readonly page: Page;
};

/** Shows a message in the inbox if it is there, else in the flow among its neighbours, with the focus on it; says so when there is no such message. */
export async function showMessage(id: number, { dashboard, view, inInbox, page }: Places): Promise<void> {
  if (inboxRows(dashboard.inbox.peek()?.messages ?? []).some((message) => message.id === id)) {
    const part = document.getElementById("inbox");
    if (part instanceof HTMLDetailsElement) part.open = true;
    inInbox.value = id;
  } else if (!(await showInFlow(id, dashboard, view)))
    page.say("bad", `message ${id} is not here: it was never sent, or is long gone`);
}

/** Rows on a fetched page from the one that was asked for to its end. */
const BELOW = 100;

async function showInFlow(id: number, { flow, flowPages }: Dashboard, view: FlowView): Promise<boolean> {
  const held = () => dataOf(flow.peek());
  const isHeld = () => held()?.messages.some((message) => message.id === id) === true;
  const leaveEnd = () => (view.tail.value = { following: false, seen: held()?.total ?? 0 });
  leaveEnd();
  if (!isHeld()) await flowPages.goTo(id + BELOW);
  if (!isHeld()) return false;
  // A jump to the end that was under way may have arrived meanwhile.
  leaveEnd();
  view.draw((rows) => around(rows, id));
  requestAnimationFrame(() => focusOn(`msg-${id}`));
  return true;
}

function focusOn(id: string): void {
  const row = document.getElementById(id);
  row?.setAttribute("tabindex", "-1");
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "center" });
}
