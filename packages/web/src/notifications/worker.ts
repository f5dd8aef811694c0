import { debugNote } from "./debug-note.ts";

const WORKER = "/sw.js";

/** The page's service worker, which shows notifications and receives pushes. It caches nothing. Undefined where there can be none. */
export async function registerWorker(): Promise<ServiceWorkerRegistration | undefined> {
  if (!("serviceWorker" in navigator)) return undefined;
  try {
    await navigator.serviceWorker.register(WORKER);
    return await navigator.serviceWorker.ready;
  } catch (error) {
    debugNote(`the service worker could not be registered: ${String(error)}`);
    return undefined;
  }
}
