import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import type { ApprovalView, PushMessage } from "@hyperhive/wire";
import { sampleApproval, sampleMessage, sampleQuestion } from "../src/store/sample.ts";
import { axeViolations } from "./axe.ts";
import type { FakeCore } from "./fake-core.ts";
import { LOOKS, setPageStage } from "./page-stage.ts";

const GRANTED = { permissions: ["notifications"] };
const PUSH: PushMessage = { title: "coder asks", body: "tea?", tag: "hyperhive:question:41", url: "/#q-41" };

const bell = (page: Page) => page.getByRole("button", { name: /^notifications:/ });
const panel = (page: Page) => page.getByRole("group", { name: "notifications" });
const toOperator = (id: number, body = "done") =>
  ({ kind: "sent", message: sampleMessage(id, { to: "operator", body }) }) as const;

/** An approval that has no diff. */
const spawn = (id: number, change: Partial<ApprovalView> = {}) =>
  sampleApproval(id, { kind: "spawn", agent: "bard", ...change });

/** What the browser shows at present, by tag, each as tag, title and text. */
async function shown(page: Page): Promise<string[][]> {
  return await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const all = (await registration.getNotifications()).toSorted((a, b) => a.tag.localeCompare(b.tag));
    return all.map(({ tag, title, body }) => [tag, title, body]);
  });
}

/** Waits until the page has said this in the console about a notification. */
const noted = (page: Page, words: string) =>
  page.waitForEvent("console", (message) => message.type() === "debug" && message.text().includes(words));

/** Has the page's service worker get a push, as from the browser's push service. */
async function push(page: Page, data: string): Promise<void> {
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

const workerOf = async (page: Page) => {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const [worker] = page.context().serviceWorkers();
  assert.ok(worker !== undefined, "expected a service worker");
  return worker;
};

describe("notifications in a real browser", () => {
  const stage = setPageStage();
  const open = async (options: object = GRANTED, prepare?: (core: FakeCore) => void) => {
    const page = await stage.open("/", { ...options, ...(prepare && { prepare }) });
    await page.locator(".link-state.ok").waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    return page;
  };
  /** Tells an event and waits for what the page notes about it. */
  const tell = async (page: Page, event: Parameters<FakeCore["tell"]>[0], words: string) => {
    const heard = noted(page, words);
    stage.core.tell(event);
    await heard;
  };

  test("a new approval, question and message are told once each, and what was there before is not", async () => {
    const page = await open(GRANTED, ({ hive }) =>
      hive.change({ decisions: { pending: [spawn(80)], questions: [sampleQuestion(40)], history: [] } }),
    );
    await tell(page, { kind: "approval_added", approval: spawn(87, { description: "retry" }) }, "87 shown");
    await tell(page, { kind: "question_added", question: sampleQuestion(41, { question: "tea?" }) }, "41 shown");
    await tell(page, toOperator(500, "the **fetcher** is fast"), "msg:500 shown");
    stage.core.tell({ kind: "sent", message: sampleMessage(501, { to: "tester" }) });
    stage.core.tell({ kind: "question_added", question: sampleQuestion(42, { target: "scout" }) });
    await tell(page, toOperator(502), "msg:502 shown");
    assert.deepEqual(await shown(page), [
      ["hyperhive:approval:87", "approve a new agent: bard?", "retry"],
      ["hyperhive:msg:500", "message from coder", "the **fetcher** is fast"],
      ["hyperhive:msg:502", "message from coder", "done"],
      ["hyperhive:question:41", "coder asks", "tea?"],
    ]);
  });

  test("after a lost connection only what is truly new is told, by replay and by a fresh snapshot", async () => {
    const page = await open();
    await tell(page, toOperator(500), "msg:500 shown");
    stage.core.dropStreams();
    await tell(page, toOperator(501), "msg:501 shown");
    stage.core.forgetHistory();
    stage.core.hive.take(toOperator(502));
    const heard = noted(page, "msg:502 shown");
    stage.core.dropStreams();
    await heard;
    assert.deepEqual(
      (await shown(page)).map(([tag]) => tag),
      ["hyperhive:msg:500", "hyperhive:msg:501", "hyperhive:msg:502"],
    );
  });

  test("a muted browser is quiet and says why in the console; the mute is kept, and taken back", async () => {
    const page = await open();
    await bell(page).click();
    await panel(page).getByRole("button", { name: "mute notifications" }).click();
    await panel(page).getByText("muted: this browser keeps quiet").waitFor();
    await tell(page, toOperator(500), "msg:500 not shown: muted in this browser");
    await page.reload();
    await page.locator(".link-state.ok").waitFor();
    assert.match((await bell(page).getAttribute("aria-label")) ?? "", /muted/);
    await bell(page).click();
    await panel(page).getByRole("button", { name: "unmute notifications" }).click();
    await tell(page, toOperator(501), "msg:501 shown");
    assert.deepEqual(
      (await shown(page)).map(([tag]) => tag),
      ["hyperhive:msg:501"],
    );
  });

  test("a browser that blocks is told so in words, with how to mend it, and nothing is shown", async () => {
    const page = await open({ permissions: [] });
    await tell(page, toOperator(500), "msg:500 not shown: permission is denied");
    assert.equal(await bell(page).getAttribute("aria-label"), "notifications: blocked");
    await bell(page).click();
    await panel(page).getByText("allow them in its site settings").waitFor();
    assert.equal(await panel(page).getByRole("button").count(), 0);
    assert.equal(await panel(page).getByRole("switch").count(), 0);
    assert.deepEqual(await shown(page), []);
  });

  test("permission is asked for by a button, which goes once it is given", async () => {
    const page = await stage.open("/", GRANTED);
    // A headless browser answers at once, so the time before the answer is played.
    await page.addInitScript(() => {
      let answer: NotificationPermission = "default";
      Object.defineProperty(Notification, "permission", { get: () => answer });
      Notification.requestPermission = () => Promise.resolve((answer = "granted"));
    });
    await page.reload();
    await page.locator(".link-state.ok").waitFor();
    assert.equal(await bell(page).getAttribute("aria-label"), "notifications: off");
    await bell(page).click();
    await panel(page).getByRole("button", { name: "enable notifications" }).click();
    await panel(page).getByRole("button", { name: "mute notifications" }).waitFor();
    assert.equal(await panel(page).getByRole("button", { name: "enable notifications" }).count(), 0);
    await tell(page, toOperator(500), "msg:500 shown");
  });

  test("a browser without notifications says so, and one outside of a secure context has no bell", async () => {
    const page = await stage.open("/", GRANTED);
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, "Notification"));
    await page.reload();
    await bell(page).click();
    await panel(page).getByText("this browser has no notifications for pages").waitFor();
    await page.addInitScript(() => Object.defineProperty(globalThis, "isSecureContext", { value: false }));
    await page.reload();
    await page.locator(".link-state.ok").waitFor();
    assert.equal(await bell(page).count(), 0);
  });

  test("hostile text stays one line of text", async () => {
    const page = await open();
    await tell(page, toOperator(500, `<script>x</script>\n\u001b[31m\u202egnp ${"a".repeat(60_000)}`), "500 shown");
    const [text = ""] = (await shown(page)).map(([, , body]) => body);
    assert.match(text, /^<script>x<\/script> \[31m gnp a+…$/);
    assert.ok(text.length <= 121);
  });

  describe("the service worker", () => {
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

  describe("pushes to this device", () => {
    const toggle = (page: Page) => panel(page).getByRole("switch", { name: "tell this device" });
    /** A browser whose push service gives an address, as one that reaches the internet has. */
    const withService = async (key: string | undefined = "key") => {
      const page = await stage.open("/", {
        ...GRANTED,
        prepare: ({ answers, broken }) => {
          if (key === undefined) broken.add("/api/push");
          else answers.set("/api/push", { public_key: key });
        },
      });
      await page.addInitScript(() => {
        const held = () => sessionStorage.getItem("subscribed");
        const subscription = {
          endpoint: "https://push.example/1",
          toJSON: () => ({ endpoint: "https://push.example/1", keys: { p256dh: "p", auth: "a" } }),
          unsubscribe: () => Promise.resolve(sessionStorage.removeItem("subscribed")),
        };
        Object.assign(PushManager.prototype, {
          getSubscription: () => Promise.resolve(held() === null ? null : subscription),
          subscribe: (options: { applicationServerKey: string }) => {
            if (held() !== null && held() !== options.applicationServerKey)
              return Promise.reject(new DOMException("another key", "InvalidStateError"));
            sessionStorage.setItem("subscribed", options.applicationServerKey);
            return Promise.resolve(subscription);
          },
        });
      });
      await page.reload();
      await page.locator(".link-state.ok").waitFor();
      await bell(page).click();
      return page;
    };
    const subscribed = {
      path: "/api/push/subscribe",
      body: { endpoint: "https://push.example/1", keys: { p256dh: "p", auth: "a" } },
    };

    test("the switch subscribes with the hive's key and tells the core; off ends it on both sides", async () => {
      const page = await withService();
      assert.equal(await toggle(page).isChecked(), false);
      await toggle(page).click();
      await panel(page).getByText("this device is told by a push").waitFor();
      assert.equal(await toggle(page).isChecked(), true);
      assert.deepEqual(stage.core.posted, [subscribed]);
      await toggle(page).click();
      await panel(page).getByText("pushes come through the service").waitFor();
      assert.equal(await toggle(page).isChecked(), false);
      assert.deepEqual(stage.core.posted[1], {
        path: "/api/push/unsubscribe",
        body: { endpoint: "https://push.example/1" },
      });
      assert.equal(await page.evaluate(() => sessionStorage.getItem("subscribed")), null);
    });

    test("a device that is told says so after a reload and tells the core again, also of a new key", async () => {
      const page = await withService();
      await toggle(page).click();
      await panel(page).getByText("this device is told by a push").waitFor();
      stage.core.answers.set("/api/push", { public_key: "another" });
      await page.reload();
      await bell(page).click();
      await panel(page).getByText("this device is told by a push").waitFor();
      assert.deepEqual(stage.core.posted, [subscribed, subscribed]);
      assert.equal(await page.evaluate(() => sessionStorage.getItem("subscribed")), "another");
    });

    test("a hive that sends no pushes is named as the reason, and the switch stays off", async () => {
      const page = await withService("key");
      stage.core.broken.add("/api/push");
      await toggle(page).click();
      await panel(page).getByText("that did not work: the core failed on this request").waitFor();
      assert.equal(await toggle(page).isChecked(), false);
    });

    test("when the core does not take the address, the browser gives it up as well", async () => {
      const page = await withService();
      stage.core.broken.add("/api/push/subscribe");
      await toggle(page).click();
      await panel(page).getByText("that did not work").waitFor();
      assert.equal(await toggle(page).isChecked(), false);
      assert.equal(await page.evaluate(() => sessionStorage.getItem("subscribed")), null);
    });

    test("a push service that cannot be reached is said in words", async () => {
      const page = await open(GRANTED, ({ answers }) =>
        // Any point of the curve will do, such as its base point.
        answers.set("/api/push", {
          public_key: "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU",
        }),
      );
      await bell(page).click();
      await toggle(page).click();
      await panel(page).getByText("the push service of this browser gave no address").waitFor();
      assert.equal(await toggle(page).isChecked(), false);
    });

    test("the switch works by keyboard alone, and Escape leads back to the bell", async () => {
      const page = await withService();
      await page.keyboard.press("Escape");
      await bell(page).focus();
      await page.keyboard.press("Enter");
      await toggle(page).waitFor();
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Space");
      await panel(page).getByText("this device is told by a push").waitFor();
      await page.keyboard.press("Escape");
      await panel(page).waitFor({ state: "hidden" });
      assert.match(
        (await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))) ?? "",
        /^notifications/,
      );
    });
  });

  test("the page can be installed: its manifest and icons are there", async () => {
    const page = await open();
    const devtools = await page.context().newCDPSession(page);
    const { errors, data } = await devtools.send("Page.getAppManifest");
    assert.deepEqual(errors, []);
    const {
      start_url: start,
      display,
      icons,
    } = JSON.parse(data ?? "") as {
      start_url: string;
      display: string;
      icons: { src: string }[];
    };
    assert.deepEqual([start, display], ["/", "standalone"]);
    for (const { src } of icons) assert.equal((await page.request.get(`${stage.core.url}${src}`)).status(), 200, src);
  });

  for (const look of LOOKS)
    test(`axe finds nothing in the panel, ${look.colorScheme}, ${look.viewport.width} px wide`, async () => {
      const page = await open({ ...GRANTED, ...look });
      await bell(page).click();
      await panel(page).getByRole("switch").waitFor();
      assert.deepEqual(await axeViolations(page), []);
      const box = await panel(page).boundingBox();
      assert.ok(box !== null && box.x >= 0 && box.x + box.width <= look.viewport.width);
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
