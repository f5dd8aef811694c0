import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { bell, GRANTED, panel, restingSwitch, setNotificationsStage } from "./notifications-stage.ts";

describe("pushes to this device in a real browser", () => {
  const { stage, open } = setNotificationsStage();

  const toggle = (page: Page) => panel(page).getByRole("switch", { name: "tell this device" });
  /** A browser whose push service gives an address, as one that reaches the internet has. */
  const playService = () => {
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
  };
  const withService = async () => {
    const page = await stage.open("/", {
      ...GRANTED,
      before: playService,
      prepare: ({ answers }) => answers.set("/api/push", { public_key: "key" }),
    });
    await page.locator(".link-state.ok").waitFor();
    await bell(page).click();
    await restingSwitch(page).waitFor();
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
    const page = await withService();
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
    await restingSwitch(page).click();
    await panel(page).getByText("the push service of this browser gave no address").waitFor();
    assert.equal(await toggle(page).isChecked(), false);
  });

  test("the switch works by keyboard alone, and Escape leads back to the bell", async () => {
    const page = await withService();
    await page.keyboard.press("Escape");
    await panel(page).waitFor({ state: "hidden" });
    await bell(page).focus();
    await page.keyboard.press("Enter");
    await restingSwitch(page).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "switch");
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
