/** What the service worker uses of its global scope (W3C Service Workers, Push API); TypeScript has these types only in a library that excludes the page's. */
export type WorkerScope = {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: "window"; includeUncontrolled: boolean }): Promise<readonly WindowClient[]>;
    openWindow(url: string): Promise<unknown>;
  };
  readonly location: Location;
  skipWaiting(): Promise<void>;
  addEventListener<K extends keyof WorkerEvents>(kind: K, listener: (event: WorkerEvents[K]) => void): void;
};

/** What the worker says to a dashboard: show this address, or tell through the port whether you are muted. */
export type TabMessage = { readonly open: string } | { readonly ask: "muted" };

/** A tab of this origin. */
export type WindowClient = {
  readonly url: string;
  readonly visibilityState: DocumentVisibilityState;
  focus(): Promise<unknown>;
  postMessage(message: TabMessage, ports: readonly MessagePort[]): void;
};

type Lasting = { waitUntil(work: Promise<unknown>): void };

type WorkerEvents = {
  readonly install: Lasting;
  readonly activate: Lasting;
  readonly push: Lasting & { readonly data: { text(): string } | null };
  readonly notificationclick: Lasting & { readonly notification: Notification };
  readonly pushsubscriptionchange: Lasting & { readonly oldSubscription?: PushSubscription | null };
};
