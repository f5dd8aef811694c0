import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { voiceOf } from "./agent-voice.ts";
import { setDashboardStage } from "./dashboard-stage.ts";
import { openLooks, type Look } from "./hostile-looks.ts";
import { HEAVY_TEXTS, HOSTILE_TEXTS, onOneLine } from "./hostile-corpus.ts";
import { batchesOf, marksFromEndToTop, pressAll, watchWork } from "./hostile-views.ts";

const flow = (page: Page) => page.getByRole("log", { name: "message flow" });

describe("hostile messages on the dashboard", () => {
  test("each text is shown in the inbox and in the flow, on a phone and on a desk, and does nothing", async () => {
    await using stage = await setDashboardStage({ agents: { coder: { network: "none" } } });
    const { hive } = stage;
    using coder = voiceOf(hive, "coder");
    const looks = await openLooks(stage);
    for (const batch of batchesOf(HOSTILE_TEXTS, 41)) {
      for (const { text } of batch) await coder.call("send", { to: "operator", body: text });
      for (const { page, gather } of looks) {
        await page
          .locator(".inbox")
          .getByText(batch.at(-1)?.mark ?? "")
          .waitFor();
        await pressAll(page.locator(".inbox"), /^show all/);
        await gather(".inbox > li");
      }
    }
    for (const look of looks) {
      await untilNewestIsShown(look);
      look.note("the flow", await marksFromEndToTop(flow(look.page)));
      await look.check([".inbox > li", "the flow"]);
      await search(look);
      await look.check([".found > li"]);
    }
  });

  test("each text comes back as a reminder and does nothing", async () => {
    await using stage = await setDashboardStage({ agents: { coder: { network: "none" } } });
    const { hive } = stage;
    await hive.core.agents.stop("coder", { graceful: false });
    using coder = voiceOf(hive, "coder");
    const looks = await openLooks(stage);
    for (const batch of batchesOf(HOSTILE_TEXTS, 41)) {
      for (const { text } of batch) await coder.call("remind", { message: text.slice(0, 1300), delay_seconds: 1 });
      for (const { mark } of batch)
        await hive.untilMessage(({ from, body }) => from === "reminder" && body.includes(mark), `reminder ${mark}`);
    }
    for (const look of looks) {
      await untilNewestIsShown(look);
      look.note("the flow", await marksFromEndToTop(flow(look.page)));
      await look.check(["the flow"]);
    }
  });

  test("the heaviest texts that can be sent do not freeze the page", async (t) => {
    await using stage = await setDashboardStage({ agents: { coder: { network: "none" } } });
    using coder = voiceOf(stage.hive, "coder");
    const looks = await openLooks(stage);
    const works = await Promise.all(looks.map(({ page }) => watchWork(page)));
    const figures: string[] = [];
    for (const { mark, text } of HEAVY_TEXTS) {
      const before = await Promise.all(works.map((work) => work()));
      const { receipts } = await coder.call("send", { to: "operator", body: text });
      // By their ids, because to look for words costs the page more than to show them.
      for (const { page } of looks)
        for (const place of [`#msg-${receipts[0]?.id}`, `#inbox-${receipts[0]?.id}`]) {
          await page.locator(place).waitFor();
          await pressAll(page.locator(place), /^show all/);
        }
      const spent = await Promise.all(works.map(async (work, at) => Math.round((await work()) - (before[at] ?? 0))));
      figures.push(`${mark} ${spent.join("/")}`);
      // What grows with the square of a text takes many times as long.
      assert.ok(Math.max(...spent) < 3000, `${mark} kept the page at work for ${spent.join(" and ")} ms`);
    }
    for (const { harmless } of looks) await harmless();
    t.diagnostic(`work of the page on a phone and on a desk for each text, ms: ${figures.join(" ")}`);
  });
});

async function untilNewestIsShown({ page }: Look): Promise<void> {
  await flow(page)
    .getByText(HOSTILE_TEXTS.at(-1)?.mark ?? "")
    .waitFor();
}

/** Looks for them all, reads each whole, and looks for what some of them say: markup is searched for as any other words are. */
async function search({ name, page, gather, harmless }: Look): Promise<void> {
  await page.getByRole("button", { name: "search messages" }).click();
  const field = page.getByLabel("words to look for");
  await field.fill("hostile");
  await page.getByRole("button", { name: "look further back" }).click();
  await page.waitForFunction((count) => document.querySelectorAll(".found > li").length >= count, HOSTILE_TEXTS.length);
  await pressAll(page.locator(".found"), /^show all/);
  await gather(".found > li");
  await harmless();
  const words = HOSTILE_TEXTS.slice(0, 68).map(onOneLine).join(" ");
  const queries = Array.from({ length: Math.ceil(words.length / 180) }, (_, at) =>
    words.slice(at * 180, (at + 1) * 180),
  );
  for (const query of queries.filter((_, at) => at % 4 === (name === "phone" ? 0 : 2))) {
    const answered = page.waitForResponse(/\/api\/search/);
    await field.fill(query);
    await answered;
    await page.locator(".verdict").filter({ hasNotText: "looking" }).waitFor();
  }
  await harmless();
  await page.keyboard.press("Escape");
}
