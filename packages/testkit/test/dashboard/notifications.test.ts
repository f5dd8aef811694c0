import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { ConsoleMessage, Page } from "playwright-core";
import { propose, voiceOf } from "./agent-voice.ts";
import { setDashboardStage, WIDTHS } from "./dashboard-stage.ts";

const AGENTS = { coder: { network: "none" } } as const;
const bell = (page: Page) => page.getByRole("button", { name: /^notifications:/ });
const panel = (page: Page) => page.getByRole("group", { name: "notifications" });

/** Tags of what the browser shows at present. */
async function tags(page: Page): Promise<readonly string[]> {
  return await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map(({ tag }) => tag).toSorted();
  });
}

/** Hears what the page notes in the console about notifications, from now on. */
function takeNotes(page: Page): { until(words: string): Promise<void> } {
  const heard: string[] = [];
  const isNote = (message: ConsoleMessage) => message.type() === "debug";
  page.on("console", (message) => void (isNote(message) && heard.push(message.text())));
  return {
    async until(words) {
      const says = (text: string) => text.includes(words);
      if (heard.some(says)) return;
      await page.waitForEvent("console", (message) => isNote(message) && says(message.text()));
    },
  };
}

async function ready(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}

describe("notifications of a real hive", () => {
  for (const { name, context } of WIDTHS) {
    test(`on a ${name} that grants them, an approval, a question and a message are told once each, and lead to themselves`, async () => {
      await using stage = await setDashboardStage({ agents: AGENTS });
      using coder = voiceOf(stage.hive, "coder");
      await coder.call("ask", { question: "there before?" });
      const page = await stage.open({ context: { ...context, permissions: ["notifications"] } });
      await ready(page);
      const notes = takeNotes(page);
      const { id } = await propose(stage.hive, { agent: "coder", yaml: "model: opus\n", description: "a change" });
      const { id: question } = await coder.call("ask", { question: "new?" });
      const { receipts } = await coder.call("send", { to: "operator", body: "done" });
      const wanted = [`hyperhive:approval:${id}`, `hyperhive:msg:${receipts[0]?.id}`, `hyperhive:question:${question}`];
      for (const tag of wanted) await notes.until(`${tag} shown`);
      assert.deepEqual(await tags(page), wanted, "and what was there before is not told");
      await page.goto(new URL(`/#apr-${id}`, page.url()).href);
      await page.waitForFunction((anchor) => document.activeElement?.id === anchor, `apr-${id}`);
    });

    test(`on a ${name} that was muted, nothing is told, and it says why`, async () => {
      await using stage = await setDashboardStage({ agents: AGENTS });
      using coder = voiceOf(stage.hive, "coder");
      const page = await stage.open({ context: { ...context, permissions: ["notifications"] } });
      await ready(page);
      await bell(page).click();
      await panel(page).getByRole("button", { name: "mute notifications" }).click();
      const notes = takeNotes(page);
      await coder.call("send", { to: "operator", body: "done" });
      await notes.until("not shown: muted");
      assert.deepEqual(await tags(page), []);
    });

    test(`on a ${name} that blocks them, it says so and how to mend it`, async () => {
      await using stage = await setDashboardStage({ agents: AGENTS });
      using coder = voiceOf(stage.hive, "coder");
      const page = await stage.open({ context: { ...context, permissions: [] } });
      await ready(page);
      const notes = takeNotes(page);
      await coder.call("send", { to: "operator", body: "done" });
      await notes.until("not shown: permission is denied");
      await bell(page).click();
      await panel(page).getByText("allow them in its site settings").waitFor();
    });
  }
});
