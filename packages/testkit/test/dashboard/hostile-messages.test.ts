import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { voiceOf } from "./agent-voice.ts";
import { setDashboardStage } from "./dashboard-stage.ts";
import { openLooks } from "./hostile-looks.ts";
import { HEAVY_TEXTS, HOSTILE_TEXTS } from "./hostile-corpus.ts";
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
      look.note("the flow", await marksFromEndToTop(flow(look.page)));
      await look.check([".inbox > li", "the flow"]);
    }
  });

  test("the heaviest texts that can be sent do not freeze the page", async (t) => {
    await using stage = await setDashboardStage({ agents: { coder: { network: "none" } } });
    using coder = voiceOf(stage.hive, "coder");
    for (const { name, page, harmless } of await openLooks(stage)) {
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
        assert.ok(spent < 1000, `${mark} kept the page on a ${name} at work for ${spent} ms`);
      }
      await harmless();
      t.diagnostic(`work of the page on a ${name} for each text, ms: ${figures.join(" ")}`);
    }
  });
});
