import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { axeViolations } from "./axe.ts";
import type { FakeCore } from "./fake-core.ts";
import { LOOKS, setPageStage } from "./page-stage.ts";
import { sampleStats } from "./sample-stats.ts";

const section = (page: Page) => page.locator("#stats");
const chart = (page: Page, name: RegExp) => section(page).getByRole("img", { name });

describe("the charts of the hive in a real browser", () => {
  const stage = setPageStage();
  let asked: number[] = [];
  const prepare = ({ answers }: FakeCore) => {
    asked = [];
    answers.set("/api/hive-stats", ({ hours }) => (asked.push(Number(hours)), sampleStats(Number(hours))));
  };
  const answerNothing = ({ answers }: FakeCore) =>
    answers.set("/api/hive-stats", ({ hours }) => {
      asked.push(Number(hours));
      const none = sampleStats(Number(hours)).messages.map(({ at }) => ({ at, value: 0 }));
      return {
        step_ms: 900_000,
        approvals_waiting: none,
        questions_open: none,
        messages: none,
        turns: none,
        cost: none,
      };
    });
  const open = async (options: object = {}) => {
    const page = await stage.open("/", { prepare, ...options });
    await page.locator(".link-state.ok").waitFor();
    await section(page).locator("summary").first().click();
    return page;
  };

  test("nothing is asked until the section is opened, then each chart tells title, number and words", async () => {
    const page = await stage.open("/", { prepare });
    await section(page).waitFor();
    assert.deepEqual(asked, []);
    await section(page).locator("summary").first().click();
    await chart(
      page,
      /^approvals waiting over the last 24 hours: 2 approvals lately, most at \d\d:\d\d: 5 approvals$/,
    ).waitFor();
    await chart(page, /^open questions over the last 24 hours: 1 question lately/).waitFor();
    await chart(page, /^messages over the last 24 hours: [\d,]+ messages in all/).waitFor();
    await chart(page, /^turns over .*in all/).waitFor();
    await chart(page, /^cost over .*: \$\d+\.\d\d in all/).waitFor();
    assert.match(await section(page).locator(".chart").first().innerText(), /approvals waiting\s+2/);
    assert.deepEqual(asked, [24]);
  });

  test("another time is asked for and remembered, and refresh asks again", async () => {
    const page = await open();
    await section(page).getByRole("button", { name: "7 d" }).click();
    await chart(page, /^messages over the last 7 days/).waitFor();
    answerNothing(stage.core);
    await section(page).getByRole("button", { name: "refresh the charts" }).click();
    await chart(page, /^messages over the last 7 days: none$/).waitFor();
    assert.deepEqual(asked, [24, 168, 168]);
    await page.reload();
    await chart(page, /^messages over the last 7 days/).waitFor();
    assert.equal(await section(page).getByRole("button", { name: "7 d" }).getAttribute("aria-pressed"), "true");
  });

  test("a source that fails says so and can be tried again; what was shown stays", async () => {
    const page = await open();
    await chart(page, /^turns/).waitFor();
    stage.core.broken.add("/api/hive-stats");
    await section(page).getByRole("button", { name: "30 d" }).click();
    await section(page).getByRole("alert").getByText("the charts could not be loaded.").waitFor();
    await chart(page, /^turns over the last 24 hours/).waitFor();
    stage.core.broken.clear();
    await section(page).getByRole("button", { name: "try again" }).click();
    await section(page).getByRole("alert").waitFor({ state: "detached" });
    await chart(page, /^turns over the last 30 days/).waitFor();
  });

  test("the pointer tells the value under it, and leaves the whole when it goes", async () => {
    const page = await open();
    const turns = section(page).locator(".chart", { hasText: "turns" });
    const before = await turns.locator("figcaption").innerText();
    const plot = await turns.locator(".plot").boundingBox();
    assert.ok(plot !== null);
    // In the middle of a night in which nothing was done.
    await turns.locator(".plot").hover({ position: { x: plot.width * 0.4, y: 20 } });
    await turns.locator("figcaption", { hasText: /\d\d:\d\d 0/ }).waitFor();
    await page.mouse.move(0, 0);
    await page.waitForFunction(
      (text) => [...document.querySelectorAll<HTMLElement>("figcaption")].some((caption) => caption.innerText === text),
      before,
    );
  });

  test("the numbers stand in a table as well, newest first, without the empty steps", async () => {
    const page = await open();
    await section(page).getByText("↳ as numbers").click();
    const table = section(page).getByRole("table");
    await table.waitFor();
    const heads = await table.getByRole("columnheader").allInnerTexts();
    assert.deepEqual(heads, ["from", "approvals waiting", "open questions", "messages", "turns", "cost"]);
    const rows = await table.getByRole("row").count();
    assert.ok(rows > 20 && rows < 97, `got ${rows} rows`);
    assert.match(await table.getByRole("row").nth(1).innerText(), /^\d\d:\d\d\s+2\s+1\s/);
  });

  test("a first day is flat and says so", async () => {
    const page = await open({ prepare: answerNothing });
    await chart(page, /^messages over the last 24 hours: none$/).waitFor();
    await section(page).getByText("↳ as numbers").click();
    await section(page).getByText("nothing happened in the last 24 hours.").waitFor();
  });

  for (const look of LOOKS)
    test(`axe finds nothing in the charts, ${look.colorScheme}, ${look.viewport.width} px wide`, async () => {
      const page = await open(look);
      await chart(page, /^cost/).waitFor();
      await section(page).getByText("↳ as numbers").click();
      await section(page).getByRole("table").waitFor();
      assert.deepEqual(await axeViolations(page), []);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= look.viewport.width);
    });
});
