import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sampleQuestion } from "../src/store/sample.ts";
import {
  bell,
  GRANTED,
  panel,
  PUSH,
  push,
  setNotificationsStage,
  shown,
  spawn,
  toOperator,
  workerOf,
} from "./notifications-stage.ts";

describe("the service worker in a real browser", () => {
  const { stage, open, tell } = setNotificationsStage();

  test("a push is shown, and one that the page has told already replaces it instead of doubling it", async () => {
    const page = await open();
    await tell(page, { kind: "question_added", question: sampleQuestion(41, { question: "tea?" }) }, "41 shown");
    await push(page, JSON.stringify({ ...PUSH, body: "tea, by push?" }));
    await page.waitForFunction(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).some(({ body }) => body === "tea, by push?");
    });
    assert.deepEqual(await shown(page), [["hyperhive:question:41", "coder asks", "tea, by push?"]]);
  });

  test("a push is told although no dashboard is open, and one that cannot be read still says something", async () => {
    const page = await open();
    await page.goto(`${stage.core.url}/agent/coder/`);
    await push(page, JSON.stringify(PUSH));
    await push(page, "not json");
    await page.waitForFunction(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).length === 2;
    });
    assert.deepEqual(
      (await shown(page)).map(([tag]) => tag),
      ["hyperhive:question:41", "hyperhive:unreadable"],
    );
  });

  test("a push stays quiet while a muted dashboard is in sight", async () => {
    const page = await open();
    await bell(page).click();
    await panel(page).getByRole("button", { name: "mute notifications" }).click();
    await push(page, JSON.stringify(PUSH));
    await page.keyboard.press("Escape");
    await bell(page).click();
    await panel(page).getByRole("button", { name: "unmute notifications" }).click();
    await push(page, JSON.stringify({ ...PUSH, tag: "hyperhive:msg:9" }));
    await page.waitForFunction(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).length > 0;
    });
    assert.deepEqual(
      (await shown(page)).map(([tag]) => tag),
      ["hyperhive:msg:9"],
    );
  });

  test("a click leads an open dashboard to the thing without a reload", async () => {
    const page = await open();
    await tell(page, toOperator(500), "msg:500 shown");
    await page.getByLabel(/^message to/).fill("half a thought");
    const worker = await workerOf(page);
    await click(worker, "hyperhive:msg:500");
    await page.waitForFunction(() => document.activeElement?.id === "inbox-500");
    assert.equal(await page.getByLabel(/^message to/).inputValue(), "half a thought");
    assert.deepEqual(await shown(page), [], "what was clicked is done");
  });

  test("a click without a dashboard opens one there", async () => {
    const page = await open();
    await tell(page, toOperator(500), "msg:500 shown");
    await page.goto(`${stage.core.url}/agent/coder/`);
    const worker = await workerOf(page);
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
