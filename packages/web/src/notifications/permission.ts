import { signal, type ReadonlySignal } from "@preact/signals";

/** Whether this browser lets the page tell the operator of something; `insecure` outside of https and loopback. */
export type Permission = "insecure" | "unsupported" | NotificationPermission;

const present = signal<Permission>(readPermission());

/** The browser's word on notifications, as it changes. */
export const permission: ReadonlySignal<Permission> = present;

/** Asks the operator, who sees the browser's own question. Resolves with the answer. */
export async function askPermission(): Promise<Permission> {
  await Notification.requestPermission();
  present.value = readPermission();
  return present.value;
}

/** Follows what the operator changes in the browser's settings. */
export async function followPermission(): Promise<void> {
  const status = await navigator.permissions.query({ name: "notifications" });
  status.addEventListener("change", () => (present.value = readPermission()));
}

function readPermission(): Permission {
  if (!globalThis.isSecureContext) return "insecure";
  return "Notification" in globalThis ? Notification.permission : "unsupported";
}
