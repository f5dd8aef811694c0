import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { sampleMessage } from "../src/store/sample.ts";
import { LAST, setFlowStage } from "./flow-stage.ts";

describe("the way to the end of the message flow in a real browser", () => {
  const { stage, openFull, flow, row, atEnd, follows } = setFlowStage();

  /** Presses a key that scrolls up; at the first sight of its scroll the reader asks for the end. */
  const askForEndDuring = async (page: Page, key: string) => {
    await flow(page).evaluate((pane) => {
      const end = pane.scrollTop;
      const ask = () => {
        if (end - pane.scrollTop < 40) return;
        pane.removeEventListener("scroll", ask);
        pane.dispatchEvent(new KeyboardEvent("keydown", { key: "End", bubbles: true, cancelable: true }));
        pane.setAttribute("data-asked", "");
      };
      pane.addEventListener("scroll", ask);
    });
    await page.keyboard.press(key);
    await page.locator("[data-asked]").waitFor();
  };
  /** How far from its end the flow is after more frames than a scroll takes, in pixels. */
  const afterAnyScroll = (page: Page) =>
    flow(page).evaluate(async (pane) => {
      for (let frame = 0; frame < 40; frame += 1) await new Promise(requestAnimationFrame);
      return Math.round(pane.scrollHeight - pane.scrollTop - pane.clientHeight);
    });
  /** Lets the next page of messages come only once the returned function is called. */
  const holdNextPage = async (page: Page) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    await page.route(
      "**/dashboard/history?*",
      async (route) => {
        await promise;
        await route.continue();
      },
      { times: 1 },
    );
    return resolve;
  };
  /** Opens the flow at a message of long ago and goes down until newer ones are asked for, which do not come yet. */
  const openBehind = async () => {
    const page = await openFull("/#msg-500");
    await page.locator("#msg-500:focus").waitFor();
    const letCome = await holdNextPage(page);
    await flow(page).hover();
    while ((await flow(page).getByRole("button", { name: "loading newer messages…" }).count()) === 0) {
      await page.mouse.wheel(0, 3000);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    return { page, letCome };
  };

  test("Home leads to the oldest row drawn, End to the newest, and the reader is free again", async () => {
    const page = await openFull();
    await atEnd(page);
    await flow(page).focus();
    await page.keyboard.press("Home");
    await page.waitForFunction(() => document.querySelectorAll("#msgflow .msg").length > 60);
    await page.keyboard.press("End");
    await row(page, LAST).waitFor();
    await follows(page, true);
    assert.equal(await afterAnyScroll(page), 0);
    await page.keyboard.press("PageUp");
    await follows(page, false);
  });

  for (const key of ["Home", "PageUp"])
    test(`End wins over the scroll that ${key} began`, async () => {
      const page = await openFull();
      await atEnd(page);
      await flow(page).focus();
      await askForEndDuring(page, key);
      assert.equal(await afterAnyScroll(page), 0);
      await follows(page, true);
      stage.core.tell({ kind: "sent", message: sampleMessage(LAST + 1) });
      await row(page, LAST + 1).waitFor();
      await atEnd(page);
    });

  test("End during a scroll holds nobody who goes up again at once", async () => {
    const page = await openFull();
    await atEnd(page);
    await flow(page).focus();
    await askForEndDuring(page, "Home");
    await page.keyboard.press("PageUp");
    await follows(page, false);
  });

  test("the pill leads to the newest though newer rows were on their way, and stays there when they come", async () => {
    const { page, letCome } = await openBehind();
    await page.getByRole("button", { name: "jump to the newest rows" }).press("Enter");
    letCome();
    await row(page, LAST).waitFor();
    await follows(page, true);
    assert.equal(await afterAnyScroll(page), 0);
    assert.equal(
      await flow(page).evaluate((pane) => pane === document.activeElement),
      true,
      "the keyboard goes on there",
    );
  });

  test("an address leads to its message though newer rows were on their way", async () => {
    const { page, letCome } = await openBehind();
    await page.evaluate(() => (location.hash = "#msg-20"));
    await page.waitForFunction(() => location.hash === "");
    letCome();
    await page.locator("#msg-20:focus").waitFor();
  });
});
