import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { voiceOf } from "./agent-voice.ts";
import { setDashboardStage, WIDTHS } from "./dashboard-stage.ts";
import { watchHarm } from "./harmless.ts";
import { HEAVY_TEXTS, HOSTILE_TEXTS } from "./hostile-corpus.ts";
import { gatherMarks, marksFromEndToTop, pressAll, watchWork } from "./hostile-views.ts";

const MARKS = HOSTILE_TEXTS.map(({ mark }) => mark);
const missing = (seen: ReadonlySet<string>, marks = MARKS) => marks.filter((mark) => !seen.has(mark));
const flow = (page: Page) => page.getByRole("log", { name: "message flow" });

describe("hostile messages on the dashboard", () => {
  test("each text is shown in the inbox and in the flow, on a phone and on a desk, and does nothing", async () => {
    await using stage = await setDashboardStage({ agents: { coder: { network: "none" } } });
    const { hive } = stage;
    using coder = voiceOf(hive, "coder");
    const looks = await Promise.all(
      WIDTHS.map(async ({ name, context }) => {
        const page = await stage.open({ context });
        return { name, page, harm: watchHarm(page), inbox: new Set<string>() };
      }),
    );
    for (let at = 0; at < HOSTILE_TEXTS.length; at += 40) {
      const batch = HOSTILE_TEXTS.slice(at, at + 40);
      for (const { text } of batch) await coder.call("send", { to: "operator", body: text });
      for (const { page, inbox } of looks) {
        await page
          .locator(".inbox")
          .getByText(batch.at(-1)?.mark ?? "")
          .waitFor();
        await pressAll(page.locator(".inbox"), /^show all/);
        await gatherMarks(page.locator(".inbox"), inbox);
      }
    }
    for (const { name, page, harm, inbox } of looks) {
      assert.deepEqual(missing(inbox), [], `in the inbox on a ${name}`);
      await harm.check();
      assert.deepEqual(missing(await marksFromEndToTop(flow(page))), [], `in the flow on a ${name}`);
      await harm.check();
    }
  });

  test("the heaviest texts that can be sent do not freeze the page", async (t) => {
    await using stage = await setDashboardStage({ agents: { coder: { network: "none" } } });
    using coder = voiceOf(stage.hive, "coder");
    for (const { name, context } of WIDTHS) {
      const page = await stage.open({ context });
      const harm = watchHarm(page);
      const work = await watchWork(page);
      const figures: string[] = [];
      for (const { mark, text } of HEAVY_TEXTS) {
        const before = await work();
        const { receipts } = await coder.call("send", { to: "operator", body: text });
        // By their ids, because to look for words costs the page more than to show them.
        for (const place of [`#msg-${receipts[0]?.id}`, `#inbox-${receipts[0]?.id}`]) {
          await page.locator(place).waitFor();
          await pressAll(page.locator(place), /^show all/);
        }
        const spent = Math.round((await work()) - before);
        figures.push(`${mark} ${spent}`);
        assert.ok(spent < 2500, `${mark} kept the page on a ${name} at work for ${spent} ms`);
      }
      await harm.check();
      t.diagnostic(`work of the page on a ${name} for each text, ms: ${figures.join(" ")}`);
    }
  });
});
