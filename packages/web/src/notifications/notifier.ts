import { effect } from "@preact/signals";
import type { PushMessage } from "@hyperhive/wire";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { debugNote } from "./debug-note.ts";
import { muted } from "./muted.ts";
import { newsOf, type Seen } from "./news.ts";
import { permission } from "./permission.ts";

/** Shows a notification, by whatever means the browser has. */
export type Show = (notice: PushMessage) => Promise<void>;

/** Tells the operator of each new approval, question and message while the page is open. Returns how to stop it. */
export function startNotifier(dashboard: Pick<Dashboard, "decisions" | "inbox">, show: Show): () => void {
  let seen: Seen = {};
  return effect(() => {
    const news = newsOf(seen, { decisions: dashboard.decisions.value, inbox: dashboard.inbox.value?.messages });
    ({ seen } = news);
    for (const notice of news.notices) void tell(notice, show);
  });
}

async function tell(notice: PushMessage, show: Show): Promise<void> {
  const reason = whyNot();
  if (reason !== undefined) return debugNote(`${notice.tag} not shown: ${reason}`);
  try {
    await show(notice);
    debugNote(`${notice.tag} shown`);
  } catch (error) {
    debugNote(`${notice.tag} not shown: ${String(error)}`);
  }
}

function whyNot(): string | undefined {
  const granted = permission.peek();
  if (granted !== "granted") return `permission is ${granted}`;
  return muted.peek() ? "muted in this browser" : undefined;
}
