import type { Dashboard } from "../dashboard/dashboard-state.ts";
import type { Page } from "../shell/page.ts";
import type { TabMessage } from "../service-worker/worker-scope.ts";
import { leadTo } from "./lead-to.ts";
import { muted } from "./muted.ts";
import { startNotifier } from "./notifier.ts";
import { followPermission } from "./permission.ts";
import { createPushSwitch, type PushSwitch } from "./push-switch.ts";
import { createShow } from "./show-notice.ts";
import { registerWorker } from "./worker.ts";

/** Starts what tells the operator of news while the page is open, and gives the switch for when it is closed. Called once. */
export async function startNotifications(page: Page, dashboard: Dashboard): Promise<PushSwitch> {
  const registering = globalThis.isSecureContext ? registerWorker() : Promise.resolve(undefined);
  // What comes while the worker is still on its way is told as well.
  startNotifier(dashboard, async (notice) => await createShow(await registering, leadTo)(notice));
  void followPermission().catch(() => undefined); // a browser without that query: a reload shows the change
  const registration = await registering;
  if (registration !== undefined) navigator.serviceWorker.addEventListener("message", hear);
  const push = createPushSwitch(page.http, registration);
  void push.renew();
  return push;
}

/** The worker's messages: a notification was clicked, or it asks whether a push may be seen. */
function hear({ data, ports: [port] }: MessageEvent<TabMessage>): void {
  if ("open" in data) leadTo(data.open);
  else port?.postMessage(muted.peek());
}
