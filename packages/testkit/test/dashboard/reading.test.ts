import assert from "node:assert/strict";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { propose, voiceOf } from "./agent-voice.ts";
import { setDashboardStage, WIDTHS } from "./dashboard-stage.ts";
import { unfold } from "./sections.ts";
import { untilBuilt } from "./until-built.ts";

describe("what can be looked up on the dashboard", () => {
  for (const { name, context } of WIDTHS) {
    test(`on a ${name}, messages are searched, and a file that one names is read`, async () => {
      await using stage = await setDashboardStage({ agents: { coder: { network: "none" } } });
      const { hive } = stage;
      await hive.run("coder", ["sh", "-c", "echo 'p95 402 ms' > /shared/latency.md"]);
      using coder = voiceOf(hive, "coder");
      for (let at = 0; at < 30; at += 1) await coder.call("send", { to: "operator", body: `word ${at}` });
      const { receipts } = await coder.call("send", { to: "operator", body: "the numbers are in /shared/latency.md" });
      const page = await stage.open({ context });
      await page.getByRole("button", { name: "search messages" }).click();
      await page.getByLabel("words to look for").fill("numbers latency");
      const dialog = page.getByRole("dialog");
      await dialog.getByText("1 message, newest first").waitFor();
      await dialog.getByText("/shared/latency.md").first().waitFor();
      assert.equal(await dialog.getByText(/^word \d/).count(), 0);
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      const message = page
        .getByRole("log", { name: "message flow" })
        .locator(`#msg-${receipts[0]?.id}, [data-msg="${receipts[0]?.id}"]`);
      await message.locator("details summary").click();
      await message.getByText("p95 402 ms").waitFor();
    });

    test(`on a ${name}, an agent's log, configuration and its history, and the hive's charts are read`, async () => {
      await using stage = await setDashboardStage({ agents: { coder: { network: "none" } } });
      const { hive } = stage;
      const yaml = "model: opus\nnetwork: none\n";
      const { id, sha } = await propose(hive, { agent: "coder", yaml, description: "another model" });
      await hive.host.call("approve", { id });
      assert.equal((await untilBuilt(hive, "coder")).state, "done");
      appendFileSync(join(hive.folder.stateDir, "agents/coder/harness.log"), "a word for the log\n");
      const page = await stage.open({ context });
      await page.getByRole("button", { name: /actions for coder/ }).click();
      const agent = page.locator("#agent-coder");
      await agent.locator("details summary", { hasText: "logs" }).click();
      await agent.locator("details", { hasText: "logs" }).getByText("a word for the log").waitFor();
      await agent.locator("details summary", { hasText: "config" }).click();
      await agent.getByText("model: opus").waitFor();

      await agent.getByRole("link", { name: /history/ }).click();
      const repo = page.getByRole("dialog");
      await repo.getByText(`deployed/${id}`).first().waitFor();
      await repo.getByText(sha.slice(0, 7)).first().click();
      await repo.getByText("model: opus").waitFor();
      await page.goBack();
      await page.goBack();
      await repo.waitFor({ state: "detached" });

      const stats = await unfold(page, "stats");
      await stats.locator(".charts").getByText("approvals").waitFor();
      await stats.locator(".charts svg").nth(2).waitFor();
    });
  }
});
