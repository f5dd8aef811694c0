import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { propose, voiceOf } from "./agent-voice.ts";
import { focused, tabTo, thenStays } from "./by-keyboard.ts";
import { setDashboardStage } from "./dashboard-stage.ts";
import { untilSaid } from "./said.ts";
import { untilBuilt } from "./until-built.ts";

const gone = (page: Page, place: string) => page.locator(place).waitFor({ state: "detached" });
const LONG = Array.from({ length: 90 }, (_, at) => `# reason ${at}\n`).join("");

describe("the dashboard by keyboard alone", () => {
  test(
    "from the log-in link to the log-out, everything that the operator does, without a pointer and without losing the focus",
    { timeout: 300_000 },
    async () => {
      const agents = { coder: { network: "none" }, bard: { network: "none" } } as const;
      await using stage = await setDashboardStage({ agents, scenario: { rules: [], otherwise: "done" } });
      const { hive } = stage;
      await hive.host.call("rebuild", { name: "coder" });
      await untilBuilt(hive, "coder");
      using coder = voiceOf(hive, "coder");
      const choice = (await coder.call("ask", { question: "which one?", options: ["per host", "per request"] })).id;
      const words = (await coder.call("ask", { question: "what is it called?" })).id;
      const yaml = "model: opus\nnetwork: none\n";
      const good = await propose(hive, { agent: "coder", yaml: yaml + LONG, description: "another model" });
      const poor = await propose(hive, { agent: "bard", yaml, description: "the same for bard" });
      const page = await stage.open();
      const press = async (...keys: string[]) => {
        for (const key of keys) await page.keyboard.press(key);
      };

      // The way past the banner, and the questions.
      await tabTo(page, /^to what waits for you$/, { bound: 1 });
      await press("Enter");
      await tabTo(page, /^per host$/, { bound: 2 });
      await press("Space", "ArrowDown");
      const second = page.locator(`#q-${choice} .opt`, { hasText: "per request" });
      await second.locator("input:focus:checked").waitFor({ state: "attached" });
      await tabTo(page, new RegExp(`^answer question ${choice}$`), { bound: 3 });
      await press("Enter");
      await thenStays(page, gone(page, `#q-${choice}`), "an answer");
      await tabTo(page, /^your answer to question/, { bound: 3 });
      await page.keyboard.type("the fetcher");
      await press("Enter");
      await thenStays(page, gone(page, `#q-${words}`), "the last answer");
      for (const answer of ["per request", "the fetcher"])
        await hive.untilMessage(({ to, body }) => to === "coder" && body.includes(answer), answer);

      // A proposal is read, in its fold and on the whole page, and approved.
      const fold = page.locator(`#apr-${good.id} .dfile`).first();
      await fold.locator(".diff-add").first().waitFor();
      await tabTo(page, /^agent\.yaml/);
      await press("Enter");
      await fold.locator(".diff-add").first().waitFor({ state: "detached" });
      await press("Enter");
      await fold.locator(".diff-add").first().waitFor();
      const wide = new RegExp(`^open the diff of ${good.id} on the whole page$`);
      await tabTo(page, wide, { back: true, bound: 8 });
      await press("Enter");
      const dialog = page.getByRole("dialog");
      await dialog.locator(".diff-add").first().waitFor();
      await press("End");
      await page.waitForFunction(() => (document.querySelector("dialog")?.scrollTop ?? 0) > 100);
      await press("Escape");
      await thenStays(page, dialog.waitFor({ state: "detached" }), "a dialog that closed");
      assert.match((await focused(page)).name, wide);
      await tabTo(page, new RegExp(`^approve ${good.id}: `));
      await press("Enter");
      await thenStays(page, gone(page, `.apr#apr-${good.id}`), "an approval");

      // Another is denied in words, and an agent asked for.
      await tabTo(page, new RegExp(`^deny ${poor.id}$`));
      await press("Enter");
      await page.locator(`#w-${poor.id}:focus`).waitFor();
      await page.keyboard.type("not before the release");
      await press("Enter");
      await thenStays(page, gone(page, `.apr#apr-${poor.id}`), "a denial");
      await tabTo(page, /^name of the new agent$/, { bound: 4 });
      await page.keyboard.type("fern");
      await press("Enter");
      await thenStays(page, untilSaid(page, "asked for fern"), "a spawn that was asked for");

      // What was decided, by the arrows of the tabs, which are there when something waits.
      await tabTo(page, /^pending/, { back: true, bound: 12 });
      await press("ArrowRight");
      await page.locator(".hist").getByText("not before the release").waitFor();
      assert.match((await focused(page)).name, /^history/);
      await press("ArrowLeft");
      assert.match((await focused(page)).name, /^pending/);

      // An agent: its logs, then its end; the question before it can be taken back.
      await tabTo(page, /^actions for bard/);
      await press("Enter");
      await page.locator("#acts-bard .bar").first().waitFor();
      await tabTo(page, /^↳ logs/, { bound: 12 });
      await press("Enter");
      await page.locator("#agent-bard .peek").waitFor();
      await tabTo(page, /^destroy bard: /, { back: true, bound: 4 });
      await press("Enter");
      await page.locator(".confirm button:focus").waitFor();
      await press("Escape");
      assert.match((await focused(page)).name, /^destroy bard: /);
      await press("Enter");
      await page.locator(".confirm button:focus").waitFor();
      await press("Enter");
      await thenStays(page, gone(page, "#agent-bard"), "the end of an agent");

      // What it left is asked back; an input is ticked and brought up to date.
      await tabTo(page, /^kept state/);
      await press("Enter");
      await page.locator("#kept .tombs").waitFor();
      await tabTo(page, /^revive bard/, { bound: 2 });
      await press("Enter");
      await thenStays(page, untilSaid(page, "bard waits for your word"), "a revival that was asked for");
      await tabTo(page, /^meta inputs/, { bound: 4 });
      await press("Enter");
      await page.locator("#meta .metas").waitFor();
      await tabTo(page, /^agent-coder/, { bound: 8 });
      await press("Space");
      await tabTo(page, /^update 1 ticked input/, { bound: 8 });
      await press("Enter");
      await page.locator(".confirm button:focus").waitFor();
      await press("Enter");
      await thenStays(page, untilSaid(page, "1 rebuild queued"), "an update");

      // The inbox folds; a message is written with the recipient completed, and found again.
      await tabTo(page, /^operator inbox/);
      await press("Enter");
      await page.locator("#inbox:not([open])").waitFor();
      await press("Enter");
      await page.locator("#inbox[open]").waitFor();
      await tabTo(page, /^message to/);
      await page.keyboard.type("@co");
      await page.getByRole("option", { name: "@coder", selected: true }).waitFor();
      await press("Tab");
      await page.keyboard.type("a lighthouse, please");
      await press("Enter");
      const sent = await hive.untilMessage(
        ({ to, body }) => to === "coder" && body.includes("lighthouse"),
        "the message",
      );
      await tabTo(page, /^message flow$/, { back: true, bound: 20 });
      await press("/");
      await page.getByLabel("words to look for").waitFor();
      await page.keyboard.type("lighthouse");
      await page.getByRole("dialog").getByText("1 message, newest first").waitFor();
      await tabTo(page, new RegExp(`^show message ${sent.id} in the flow$`), { bound: 6 });
      await press("Enter");
      await thenStays(page, page.locator(`#msg-${sent.id}:focus`).waitFor(), "a message that was found");

      // All stops once around, and out.
      const stops = await around(page);
      assert.equal(stops.filter((name) => name === "to what waits for you").length, 2, "Tab comes around");
      await tabTo(page, /^switch between light and dark$/);
      const theme = () => document.documentElement.dataset["theme"];
      const before = await page.evaluate(theme);
      await press("Enter");
      assert.notEqual(await page.evaluate(theme), before);
      await tabTo(page, /^log out$/, { bound: 2 });
      await press("Enter");
      await page.getByRole("heading", { name: "log in" }).waitFor();
      await tabTo(page, /^one-time link or its token$/, { bound: 3 });
      await tabTo(page, /^log in$/, { bound: 1 });
    },
  );
});

/** Presses Tab from the first stop of the page until it comes back to it, and holds that the way goes down the page within each of its parts. */
async function around(page: Page): Promise<string[]> {
  await page.evaluate(() => document.querySelector<HTMLElement>(".skip")?.focus());
  const names = [(await focused(page)).name];
  for (let press = 0; press < 300; press += 1) {
    await page.keyboard.press("Tab");
    const { name, tag } = await focused(page);
    if (tag !== "body") names.push(name);
    if (name === names[0]) break;
  }
  const against = await page.evaluate(() => {
    const stops = [...document.querySelectorAll<HTMLElement>("a, button, input, textarea, select, summary")].filter(
      (stop) => stop.checkVisibility() && stop.tabIndex >= 0,
    );
    const part = (stop: Element) => stop.closest("article, li, form, .head, header, .bar");
    return stops.flatMap((stop, at) => {
      const next = stops[at + 1];
      if (next === undefined || part(next) !== part(stop)) return [];
      const isAbove = next.getBoundingClientRect().bottom <= stop.getBoundingClientRect().top;
      return isAbove ? [`${stop.textContent} before ${next.textContent}`] : [];
    });
  });
  assert.deepEqual(against, []);
  return names;
}
