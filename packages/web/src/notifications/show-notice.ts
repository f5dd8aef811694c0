import type { Show } from "./notifier.ts";

/**
 * Shows through the service worker where there is one, so that the same tag replaces what a push has shown already;
 * else by the page itself, whose click calls `open`.
 */
export function createShow(registration: ServiceWorkerRegistration | undefined, open: (url: string) => void): Show {
  return async ({ title, body, tag, url }) => {
    if (registration !== undefined) return await registration.showNotification(title, { body, tag, data: { url } });
    const notification = new Notification(title, { body, tag });
    notification.addEventListener("click", () => {
      window.focus();
      notification.close();
      open(url);
    });
  };
}
