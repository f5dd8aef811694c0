import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { waitFor } from "@hyperhive/testkit";
import { propose } from "./agent-voice.ts";
import { setDashboardStage, WIDTHS, type DashboardStage } from "./dashboard-stage.ts";
import { untilSaid } from "./said.ts";
import { openOutput, unfold } from "./sections.ts";
import { untilBuilt } from "./until-built.ts";

const card = (page: Page, id: number) => page.locator(`article#apr-${id}`);
const press = async (page: Page, name: string) => await page.getByRole("button", { name }).click();

async function untilEnded({ hive: { core } }: DashboardStage, id: number, stage: string) {
  return await waitFor({
    what: `approval ${id} to be ${stage}`,
    look: () => core.approvals.resolved({ limit: 30 }).find((row) => row.id === id && row.stage === stage),
    subscribe: (changed) => core.hub.subscribe(changed),
  });
}

describe("approvals on the dashboard", () => {
  for (const { name, context } of WIDTHS) {
    test(`on a ${name}, an agent is asked for, approved, and is there`, async () => {
      await using stage = await setDashboardStage();
      const page = await stage.open({ context });
      await page.getByLabel("name of the new agent").fill("Bard");
      await page.locator("#spawn-problem").getByText(/./).waitFor();
      await page.getByLabel("name of the new agent").fill("bard");
      await press(page, "request spawn");
      await untilSaid(page, "asked for bard: #1 waits among the approvals");
      await page.waitForFunction(() => document.title === "(1) hyperhive");
      await card(page, 1)
        .getByRole("button", { name: /approve 1: / })
        .click();
      await page.locator("#agent-bard").waitFor();
      await untilEnded(stage, 1, "deployed");
      assert.equal(stage.hive.core.agents.view("bard").running, true);
      await page.getByRole("tab", { name: "history · 1" }).or(page.locator(".hist")).first().waitFor();
    });

    test(`on a ${name}, a proposal is read, approved, watched while it is built, and runs`, async () => {
      await using stage = await setDashboardStage({ agents: { coder: { network: "none" } } });
      await stage.hive.host.call("rebuild", { name: "coder" });
      const first = await untilBuilt(stage.hive, "coder");
      const page = await stage.open({ context });
      await unfold(page, "build queue");
      const yaml = "model: opus\nnetwork: none\ntools: [Read, Grep]\n";
      const { id, sha } = await propose(stage.hive, { agent: "coder", yaml, description: "another model" });
      await card(page, id).scrollIntoViewIfNeeded();
      await card(page, id).getByText(sha.slice(0, 12)).waitFor();
      await card(page, id).getByText("model: opus").first().waitFor();
      assert.match(await card(page, id).innerText(), /agent\.yaml/);
      await card(page, id)
        .getByRole("button", { name: new RegExp(`approve ${id}: `) })
        .click();
      await page
        .locator(`#build-${first.id + 1}`)
        .getByText("done", { exact: true })
        .waitFor({ state: "attached" });
      await (await openOutput(page, first.id + 1)).getByText(/restarting coder/).waitFor();
      await untilEnded(stage, id, "deployed");
      await page
        .locator("#agent-coder")
        .getByText(`deployed:${sha.slice(0, 12)}`)
        .waitFor();
    });

    test(`on a ${name}, one proposal is denied with a reason and one sent back, and the manager hears both`, async () => {
      await using stage = await setDashboardStage({ agents: { coder: { network: "none" } } });
      const page = await stage.open({ context });
      const denied = await propose(stage.hive, { agent: "coder", yaml: "model: opus\n", description: "one" });
      await card(page, denied.id)
        .getByRole("button", { name: new RegExp(`deny ${denied.id}$`) })
        .click();
      await page.getByLabel("reason for denying (optional, sent to manager):").fill("not before the release");
      await press(page, `deny ${denied.id} now`);
      await untilSaid(page, `denied #${denied.id}`);
      assert.equal((await untilEnded(stage, denied.id, "denied")).note, "not before the release");

      const revised = await propose(stage.hive, { agent: "coder", yaml: "model: sonnet\n", description: "two" });
      await card(page, revised.id)
        .getByRole("button", { name: /for a revision of/ })
        .click();
      await page.getByLabel("what to change (sent to manager):").fill("keep the network off");
      await press(page, `send ${revised.id} back to be revised`);
      assert.equal((await untilEnded(stage, revised.id, "revise")).note, "keep the network off");
      for (const words of ["not before the release", "keep the network off"])
        await stage.hive.untilMessage(({ to, body }) => to === "manager" && body.includes(words), words);

      // Nothing waits any more, so what was decided stands open.
      await page.locator(".hist").getByText("not before the release").waitFor();
      await page.reload();
      await page.locator(".hist").getByText("keep the network off").waitFor({ state: "attached" });
    });
  }
});
