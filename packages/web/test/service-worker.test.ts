import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { WorkerScope } from "../src/service-worker/worker-scope.ts";
import { sampleQuestion } from "../src/store/sample.ts";
import {
  bell,
  GRANTED,
  panel,
  PUSH,
  push,
  pushShown,
  restingSwitch,
  setNotificationsStage,
  spawn,
  toOperator,
  untilShown,
  workerOf,
} from "./notifications-stage.ts";

describe("the service worker in a real browser", () => {
  const { stage, open, tell } = setNotificationsStage();

  test("a push is shown, and one that the page has told already replaces it instead of doubling it", async () => {
    const page = await open();
    await tell(page, { kind: "question_added", question: sampleQuestion(41, { question: "tea?" }) }, "41 shown");
    await pushShown(page, JSON.stringify({ ...PUSH, body: "tea, by push?" }));
    await untilShown(page, [["hyperhive:question:41", "coder asks", "tea, by push?"]]);
  });

  test("a push is told although no dashboard is open, and one that cannot be read still says something", async () => {
    const page = await open();
    await page.goto(`${stage.core.url}/agent/coder/`);
    await pushShown(page, JSON.stringify(PUSH));
    await pushShown(page, "not json");
    await untilShown(page, [["hyperhive:question:41"], ["hyperhive:unreadable"]]);
  });

  test("a push stays quiet while a muted dashboard is in sight", async () => {
    const page = await open();
    await bell(page).click();
    await panel(page).getByRole("button", { name: "mute notifications" }).click();
    await restingSwitch(page).waitFor();
    await page.evaluate(() => {
      const asked = new Promise<void>((heard) => {
        navigator.serviceWorker.addEventListener("message", () => heard(), { once: true });
      });
      Object.assign(window, { asked });
    });
    await push(page, JSON.stringify(PUSH));
    // Asked in the very event that the page answers, so the answer is on its way.
    await page.evaluate(() => (window as unknown as { asked: Promise<void> }).asked);
    await panel(page).getByRole("button", { name: "unmute notifications" }).click();
    await pushShown(page, JSON.stringify({ ...PUSH, tag: "hyperhive:msg:9" }));
    await untilShown(page, [["hyperhive:msg:9"]]);
  });

  test("a click leads an open dashboard to the thing without a reload", async () => {
    const page = await open();
    await tell(page, toOperator(500), "msg:500 shown");
    await page.getByLabel(/^message to/).fill("half a thought");
    const worker = await workerOf(page);
    await click(worker, "hyperhive:msg:500");
    await page.waitForFunction(() => document.activeElement?.id === "inbox-500");
    assert.equal(await page.getByLabel(/^message to/).inputValue(), "half a thought");
    // What was clicked is done.
    await untilShown(page, []);
  });

  test("a click without a dashboard opens one there", async () => {
    const page = await open();
    await tell(page, toOperator(500), "msg:500 shown");
    await page.goto(`${stage.core.url}/agent/coder/`);
    const worker = await workerOf(page);
    await dashboardGone(worker);
    await worker.evaluate(() => {
      const scope = globalThis as unknown as { clients: { openWindow: unknown }; opened?: string };
      scope.clients.openWindow = (url: string) => Promise.resolve((scope.opened = url));
    });
    await click(worker, "hyperhive:msg:500");
    assert.equal(await worker.evaluate(() => (globalThis as { opened?: string }).opened), "/#msg-500");
  });

  test("a dashboard that is opened at a thing shows it once it is there", async () => {
    const page = await stage.open("/#q-41", {
      ...GRANTED,
      prepare: ({ hive }) =>
        hive.change({
          decisions: { pending: [spawn(87)], questions: [sampleQuestion(41)], history: [] },
        }),
    });
    await page.waitForFunction(() => document.activeElement?.id === "q-41");
    await page.goto(`${stage.core.url}/?again#apr-87`);
    await page.waitForFunction(() => document.activeElement?.id === "apr-87");
  });

  test("it takes no part in loading, so a page is never stale", async () => {
    const page = await open();
    const worker = await workerOf(page);
    assert.match(worker.url(), /\/sw\.js$/);
    const { text, caches } = await page.evaluate(async () => ({
      text: await (await fetch("/sw.js")).text(),
      caches: await globalThis.caches.keys(),
    }));
    assert.doesNotMatch(text, /"fetch"|'fetch'|`fetch`|\bimport\b/);
    assert.deepEqual(caches, []);
  });

  test("a new address of the push service is told to the core, and the old one taken back", async () => {
    const page = await open();
    stage.core.answers.set("/api/push", { public_key: "key" });
    const worker = await workerOf(page);
    await worker.evaluate(async () => {
      const scope = globalThis as unknown as { registration: ServiceWorkerRegistration };
      scope.registration.pushManager.subscribe = () =>
        Promise.resolve({ endpoint: "https://push.example/new" } as PushSubscription);
      const event = Object.assign(new Event("pushsubscriptionchange"), {
        oldSubscription: { endpoint: "https://push.example/old" },
      });
      await new Promise((resolve) => {
        Object.assign(event, { waitUntil: resolve });
        dispatchEvent(event);
      });
    });
    assert.deepEqual(stage.core.posted, [
      { path: "/api/push/subscribe", body: { endpoint: "https://push.example/new" } },
      { path: "/api/push/unsubscribe", body: { endpoint: "https://push.example/old" } },
    ]);
  });
});

/** Waits until the worker knows that the dashboard is gone: a browser tells it when the page has changed, not before. */
async function dashboardGone(worker: Awaited<ReturnType<typeof workerOf>>): Promise<void> {
  await worker.evaluate(async () => {
    const { clients } = globalThis as unknown as WorkerScope;
    const paths = async () =>
      (await clients.matchAll({ type: "window", includeUncontrolled: true })).map(({ url }) => new URL(url).pathname);
    while ((await paths()).includes("/")) await new Promise((again) => setTimeout(again, 20));
  });
}

/** Has the worker hear a click on the notification with this tag, as a browser sends it, and waits until it is done. */
async function click(worker: Awaited<ReturnType<typeof workerOf>>, tag: string): Promise<void> {
  await worker.evaluate(async (wanted) => {
    const { registration } = globalThis as unknown as { registration: ServiceWorkerRegistration };
    const [notification] = await registration.getNotifications({ tag: wanted });
    const work = await new Promise((resolve) => {
      dispatchEvent(Object.assign(new Event("notificationclick"), { notification, waitUntil: resolve }));
    });
    await work;
  }, tag);
}
