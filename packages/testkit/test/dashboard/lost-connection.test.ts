import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { voiceOf } from "./agent-voice.ts";
import { layLine } from "./cuttable-line.ts";
import { setDashboardStage, WIDTHS } from "./dashboard-stage.ts";

const flow = (page: Page) => page.getByRole("log", { name: "message flow" });

describe("a dashboard whose connection is lost", () => {
  for (const { name, context } of WIDTHS)
    test(`on a ${name}, what happened meanwhile is there afterwards, nothing missing and nothing twice`, async () => {
      await using stage = await setDashboardStage({ agents: { coder: { network: "none" } } });
      const { hive } = stage;
      await using line = await layLine(Number(new URL(hive.core.url).port));
      const page = await stage.open({ context, url: line.url });
      using coder = voiceOf(hive, "coder");
      const say = async (from: number, to: number) => {
        for (let at = from; at <= to; at += 1) await coder.call("send", { to: "operator", body: `word ${at}.` });
      };
      await say(1, 3);
      await flow(page).getByText("word 3.").waitFor();

      line.cut();
      await page.getByRole("alert").getByText("connection lost.").waitFor();
      await page.getByLabel(/^message to/).fill("half a thought");
      await say(4, 40);
      line.mend();
      // In one step: the page tries again by itself as well, and then the button is gone.
      await page
        .getByRole("button", { name: /try now/i })
        .evaluateAll(([button]) => (button as HTMLElement | undefined)?.click());
      await page.locator(".link-state.ok").waitFor();
      await flow(page).getByText("word 40.").waitFor();
      await page.getByText("connection lost.").waitFor({ state: "detached" });
      assert.deepEqual(
        (await flow(page).locator(".msg .md").allInnerTexts()).flatMap((text) => /^word \d+/.exec(text) ?? []),
        Array.from({ length: 40 }, (_, at) => `word ${at + 1}`),
      );
      assert.equal(await page.getByLabel(/^message to/).inputValue(), "half a thought");
    });
});
