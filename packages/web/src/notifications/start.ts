import type { Dashboard } from "../dashboard/dashboard-state.ts";
import type { Page } from "../shell/page.ts";
import type { TabMessage } from "../service-worker/worker-scope.ts";
import { leadTo } from "./lead-to.ts";
import { muted } from "./muted.ts";
import { startNotifier } from "./notifier.ts";
import { followPermission } from "./permission.ts";
import type { PushSwitch } from "./push-switch.ts";
import { createShow } from "./show-notice.ts";
import { registerWorker } from "./worker.ts";

/** The switch for what is told while no page is open; its code is loaded when it is first wanted. */
export type PushDoor = () => Promise<PushSwitch>;

/** Starts what tells the operator of news while the page is open, and tells the core again of a subscription that this browser has. Called once. */
export async function startNotifications(page: Page, dashboard: Dashboard): Promise<PushDoor> {
  const registering = globalThis.isSecureContext ? registerWorker() : Promise.resolve(undefined);
  // What comes while the worker is still on its way is told as well.
  startNotifier(dashboard, async (notice) => await createShow(await registering, leadTo)(notice));
  void followPermission().catch(() => undefined); // a browser without that query: a reload shows the change
  const registration = await registering;
  if (registration !== undefined) navigator.serviceWorker.addEventListener("message", hear);
  let made: ReturnType<PushDoor> | undefined;
  const door = async () => await (made ??= makeSwitch(page, registration));
  if (await isSubscribed(registration)) await door();
  return door;
}

async function makeSwitch({ http }: Page, registration: ServiceWorkerRegistration | undefined): Promise<PushSwitch> {
  const { createPushSwitch } = await import("./push-switch.ts");
  const push = createPushSwitch(http, registration);
  void push.renew();
  return push;
}

async function isSubscribed(registration: ServiceWorkerRegistration | undefined): Promise<boolean> {
  if (registration === undefined || !("pushManager" in registration)) return false;
  // A browser that cannot say has none; the switch tells why when it is asked.
  return (await registration.pushManager.getSubscription().catch(() => null)) !== null;
}

/** The worker's messages: a notification was clicked, or it asks whether a push may be seen. */
function hear({ data, ports: [port] }: MessageEvent<TabMessage>): void {
  if ("open" in data) leadTo(data.open);
  else port?.postMessage(muted.peek());
}
