import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import type { Page } from "playwright-core";
import type { ApprovalView, PushMessage } from "@hyperhive/wire";
import { sampleApproval, sampleMessage } from "../src/store/sample.ts";
import type { FakeCore } from "./fake-core.ts";
import { setPageStage } from "./page-stage.ts";

/** A browser that has been allowed to notify. */
export const GRANTED = { permissions: ["notifications"] };

/** A push as the core sends it. */
export const PUSH: PushMessage = { title: "coder asks", body: "tea?", tag: "hyperhive:question:41", url: "/#q-41" };

/** The button that opens the controls. */
export const bell = (page: Page) => page.getByRole("button", { name: /^notifications:/ });

/** The controls of notifications. */
export const panel = (page: Page) => page.getByRole("group", { name: "notifications" });

/** The event of a message to the operator. */
export const toOperator = (id: number, body = "done") =>
  ({ kind: "sent", message: sampleMessage(id, { to: "operator", body }) }) as const;

/** An approval that has no diff. */
export const spawn = (id: number, change: Partial<ApprovalView> = {}) =>
  sampleApproval(id, { kind: "spawn", agent: "bard", ...change });

/** The switch of pushes to this device, once it is at rest; it comes after the page has begun to tell of news and to hear its worker. */
export const restingSwitch = (page: Page) =>
  panel(page).getByRole("switch", { name: "tell this device" }).and(page.locator("[aria-busy=false]"));

/** What the browser shows at present, by tag, each as tag, title and text. */
export async function shown(page: Page): Promise<string[][]> {
  return await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const all = (await registration.getNotifications()).toSorted((a, b) => a.tag.localeCompare(b.tag));
    return all.map(({ tag, title, body }) => [tag, title, body]);
  });
}

/** Waits until the browser shows these and no others; the tag comes first, and as much of title and text as is given. */
export async function untilShown(page: Page, wanted: readonly (readonly string[])[]): Promise<void> {
  const deadline = Date.now() + 30_000;
  const look = async () => (await shown(page)).map((notice, at) => notice.slice(0, wanted[at]?.length));
  let seen = await look();
  while (!isDeepStrictEqual(seen, wanted) && Date.now() < deadline) seen = await look();
  assert.deepEqual(seen, wanted);
}

/** Waits until the page has said this in the console about a notification. */
export const noted = (page: Page, words: string) =>
  page.waitForEvent("console", (message) => message.type() === "debug" && message.text().includes(words));

/** Has the page's service worker get a push, as from the browser's push service. */
export async function push(page: Page, data: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations: [first] }) => {
      if (first !== undefined) resolve(first.registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  const { origin } = new URL(page.url());
  await devtools.send("ServiceWorker.deliverPushMessage", { origin, registrationId: await registered, data });
  await devtools.detach();
}

/** The same, until the worker has shown something for it: Chromium forgets a notification that is asked for while it is being shown. */
export async function pushShown(page: Page, data: string): Promise<void> {
  const worker = await workerOf(page);
  await worker.evaluate(() => {
    const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration };
    const { showNotification } = ServiceWorkerRegistration.prototype;
    const told = new Promise<void>((resolve, reject) => {
      registration.showNotification = async (...notice) => {
        await showNotification.apply(registration, notice).then(resolve, reject);
      };
    });
    Object.assign(globalThis, { told });
  });
  await push(page, data);
  await worker.evaluate(() => (globalThis as unknown as { told: Promise<void> }).told);
}

/** The page's service worker. */
export const workerOf = async (page: Page) => {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const [worker] = page.context().serviceWorkers();
  return worker ?? (await page.context().waitForEvent("serviceworker"));
};

/** A browser takes a notification away after a while; here each stays until the test has looked. */
const keepShown = () => {
  const { showNotification } = ServiceWorkerRegistration.prototype;
  ServiceWorkerRegistration.prototype.showNotification = async function show(title, options) {
    await showNotification.call(this, title, { ...options, requireInteraction: true });
  };
};

/** A dashboard that tells of news and whose service worker is there, for all tests of the `describe` that it is called in. */
export function setNotificationsStage() {
  const stage = setPageStage();
  return {
    stage,
    open: async (options: object = GRANTED, prepare?: (core: FakeCore) => void) => {
      const page = await stage.open("/", { before: keepShown, ...options, ...(prepare && { prepare }) });
      await page.locator(".link-state.ok").waitFor();
      // The page asks for the worker in the same breath as it begins to tell.
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      return page;
    },
    /** Tells an event and waits for what the page notes about it. */
    tell: async (page: Page, event: Parameters<FakeCore["tell"]>[0], words: string) => {
      const heard = noted(page, words);
      stage.core.tell(event);
      await heard;
    },
  };
}
