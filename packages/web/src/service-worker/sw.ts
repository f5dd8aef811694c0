import { readPush } from "./read-push.ts";
import type { WindowClient, WorkerScope } from "./worker-scope.ts";

// The service worker: tells of news while no dashboard is in sight, and leads to it. It has no fetch handler and keeps no
// copy of anything, so a page is never stale.

const scope = globalThis as unknown as WorkerScope;

/** How long a tab may take to say whether it is muted. */
const ANSWER_MS = 5000;

scope.addEventListener("install", (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener("push", (event) => event.waitUntil(tell(event.data?.text())));
scope.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(lead((event.notification.data as { url?: string } | null)?.url ?? "/"));
});
scope.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(subscribeAnew(event.oldSubscription)));

/** A dashboard may have told it already: the same tag replaces that and does not ring twice. Only one in sight that is muted keeps it quiet, since a browser demands something to be seen for each push. */
async function tell(text: string | undefined): Promise<void> {
  const { title, body, tag, url } = readPush(text);
  const inSight = (await dashboards()).filter(({ visibilityState }) => visibilityState === "visible");
  const quiet = await Promise.all(inSight.map(isMuted));
  if (quiet.includes(true)) return;
  await scope.registration.showNotification(title, { body, tag, data: { url } });
}

/** Whether a tab says that it is muted; one that does not answer is not. */
async function isMuted(tab: WindowClient): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  return await new Promise((resolve) => {
    port1.addEventListener("message", ({ data }) => resolve(data === true));
    port1.start();
    setTimeout(() => resolve(false), ANSWER_MS);
    tab.postMessage({ ask: "muted" }, [port2]);
  });
}

/** Brings an open dashboard to the front and to the thing, else opens one there. */
async function lead(url: string): Promise<void> {
  const [open] = await dashboards();
  if (open === undefined) return void (await scope.clients.openWindow(url));
  // A browser lets a worker focus only right after a click; the tab can be led to the thing either way.
  await open.focus().catch(() => undefined);
  open.postMessage({ open: url }, []);
}

/** Open dashboards, those in sight first. */
async function dashboards(): Promise<readonly WindowClient[]> {
  const tabs = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  return tabs
    .filter(({ url }) => new URL(url).pathname === "/")
    .toSorted((a, b) => Number(b.visibilityState === "visible") - Number(a.visibilityState === "visible"));
}

/** The push service gave this browser another address: the core must know the new one and forget the old. */
async function subscribeAnew(old: PushSubscription | null | undefined): Promise<void> {
  const answer = await fetch("/api/push");
  const { public_key: key } = (await answer.json()) as { public_key: string };
  const subscription = await scope.registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  await post("/api/push/subscribe", subscription);
  if (old) await post("/api/push/unsubscribe", { endpoint: old.endpoint });
}

async function post(path: string, body: object): Promise<void> {
  await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}
