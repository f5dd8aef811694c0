import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { createSkippingClock } from "@hyperhive/testkit";
import { voiceOf } from "./agent-voice.ts";
import { setDashboardStage, WIDTHS } from "./dashboard-stage.ts";
import { untilSaid } from "./said.ts";

const card = (page: Page, id: number) => page.locator(`#q-${id}`);
const answer = async (page: Page, id: number) =>
  await card(page, id)
    .getByRole("button", { name: `answer question ${id}` })
    .click();

describe("questions on the dashboard", () => {
  for (const { name, context } of WIDTHS)
    test(`on a ${name}, each kind is answered, one is taken back and one runs out, and the asker hears it`, async () => {
      const clock = createSkippingClock();
      await using stage = await setDashboardStage({ agents: { coder: { network: "none" } }, clock });
      const { hive } = stage;
      // Nobody wakes up, so that what it hears can be read.
      await hive.core.agents.stop("coder", { graceful: false });
      using coder = voiceOf(hive, "coder");
      const ask = async (request: object) => (await coder.call("ask", { question: "which one?", ...request })).id;
      const heard = async (id: number) =>
        (
          await hive.untilMessage(
            ({ to, body }) => to === "coder" && body.includes(`"id":${id}`),
            `the end of question ${id}`,
          )
        ).body;
      const page = await stage.open({ context });

      const one = await ask({ options: ["per host", "per request"] });
      await card(page, one).getByLabel("per request").click();
      await page.waitForFunction(() => document.title === "(1) hyperhive");
      await answer(page, one);
      assert.match(await heard(one), /per request/);
      await card(page, one).waitFor({ state: "detached" });
      await untilSaid(page, `answered #${one}; coder was told`);

      const many = await ask({ options: ["docs.rs", "mirror.example", "packages.example"], multi: true });
      for (const option of ["docs.rs", "packages.example"]) await card(page, many).getByLabel(option).click();
      await card(page, many).getByRole("textbox").fill("read only");
      await answer(page, many);
      for (const words of [/docs\.rs/, /packages\.example/, /read only/]) assert.match(await heard(many), words);
      assert.doesNotMatch(await heard(many), /mirror/);

      const free = await ask({ question: "what is it **called**?" });
      await card(page, free).locator("strong", { hasText: "called" }).waitFor();
      await card(page, free).getByRole("textbox").fill("the fetcher");
      await card(page, free).getByRole("textbox").press("Enter");
      assert.match(await heard(free), /the fetcher/);

      const taken = await ask({});
      await card(page, taken)
        .getByRole("button", { name: `cancel question ${taken}; coder gets [cancelled]` })
        .click();
      await card(page, taken).getByText("coder gets [cancelled] instead of an answer").waitFor();
      await page.getByRole("button", { name: `cancel question ${taken} now` }).click();
      assert.match(await heard(taken), /\[cancelled\]/);

      const late = await ask({ ttl_seconds: 600 });
      await card(page, late).getByText("time left").waitFor({ state: "attached" });
      await card(page, late).getByRole("textbox").fill("half an ans");
      clock.skip(600_000);
      await untilSaid(page, `question ${late} expired; coder was told`);
      assert.match(await heard(late), /\[expired\]/);
      await card(page, late).waitFor({ state: "detached" });
      // What was typed is not lost.
      await page
        .getByRole("group", { name: `what you typed for question ${late}` })
        .getByText("half an ans")
        .waitFor();
      await page.waitForFunction(() => document.title === "hyperhive");
    });
});
