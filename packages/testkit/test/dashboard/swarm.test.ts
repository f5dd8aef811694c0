import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { setDashboardStage, WIDTHS } from "./dashboard-stage.ts";
import { untilSaid } from "./said.ts";
import { openOutput, unfold } from "./sections.ts";
import { untilBuilt } from "./until-built.ts";

const press = async (page: Page, name: string | RegExp) => await page.getByRole("button", { name }).click();
describe("the swarm on the dashboard", () => {
  for (const { name, context } of WIDTHS) {
    test(`on a ${name}, an agent is destroyed, revived and purged`, async () => {
      await using stage = await setDashboardStage({ agents: { bard: { network: "none" } } });
      const page = await stage.open({ context });
      const files = join(stage.hive.folder.stateDir, "agents/bard");
      await press(page, /actions for bard/);
      await press(page, /destroy bard: remove the cage/);
      await page.getByText(/destroy bard\?/).waitFor();
      assert.equal(stage.hive.core.agents.view("bard").running, true, "it asks first");
      await press(page, "destroy bard now");
      await page.locator("#agent-bard").waitFor({ state: "detached" });
      assert.ok(existsSync(files), "its files stay");

      const kept = await unfold(page, "kept state");
      await kept.getByText(/\d+(\.\d+)? (B|KiB|MiB)/).waitFor();
      await press(page, /revive bard/);
      await untilSaid(page, "bard waits for your word under approvals, as #1");
      await page.locator("#apr-1").getByText("bard comes back").waitFor();
      await press(page, /approve 1: /);
      await page.locator("#agent-bard").waitFor();
      await kept.locator(".tombs").waitFor({ state: "detached" });

      await page.locator("#agent-bard").getByText("idle").waitFor();
      // Its actions are open, as they were left.
      await press(page, /purge bard: remove the cage and all its files/);
      await page.getByText(/this cannot be undone/).waitFor();
      await press(page, "purge bard for ever");
      await page.locator("#agent-bard").waitFor({ state: "detached" });
      await untilSaid(page, "bard is purged");
      assert.equal(existsSync(files), false, "nothing of it stays");
    });

    test(`on a ${name}, what is left of a destroyed agent is purged`, async () => {
      await using stage = await setDashboardStage({ agents: { bard: { network: "none" } } });
      const page = await stage.open({ context });
      await stage.hive.core.agents.destroy("bard", { purge: false });
      await unfold(page, "kept state");
      await press(page, /purge what is left of bard/);
      await press(page, "purge bard for ever");
      await untilSaid(page, "bard is purged");
      assert.equal(existsSync(join(stage.hive.folder.stateDir, "agents/bard")), false);
    });

    test(`on a ${name}, a meta input is updated, and its build is watched to its end`, async () => {
      await using stage = await setDashboardStage({ agents: { coder: { network: "none" } } });
      await stage.hive.host.call("rebuild", { name: "coder" });
      const first = await untilBuilt(stage.hive, "coder");
      const page = await stage.open({ context });
      await unfold(page, "build queue");
      const metas = await unfold(page, "meta inputs");
      const update = metas.getByRole("button", { name: /update the ticked inputs/ });
      assert.equal(await update.getAttribute("aria-disabled"), "true", "nothing is ticked");
      assert.deepEqual(await metas.locator("label").allInnerTexts(), ["hyperhive", "agent-coder", "agent-manager"]);
      await metas.getByLabel("agent-coder").click();
      await press(page, /update 1 ticked input/);
      await page.getByText(/update agent-coder\?/).waitFor();
      await press(page, "update 1 input now");
      await untilSaid(page, "1 rebuild queued");
      const build = page.locator(`#build-${first.id + 1}`);
      await build.getByText("done", { exact: true }).waitFor({ state: "attached" });
      await (await openOutput(page, first.id + 1)).getByText(/rebuilding coder at/).waitFor();
      assert.equal(stage.hive.core.agents.view("coder").running, true);
    });
  }
});
