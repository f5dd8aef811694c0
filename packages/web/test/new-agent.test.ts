import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { sampleApproval } from "../src/store/sample.ts";
import { axeViolations } from "./axe.ts";
import { card, setDecisionsStage, toast } from "./decisions-stage.ts";

describe("the form for a new agent in a real browser", () => {
  const { stage, open, posted, approvalEnds } = setDecisionsStage();

  const field = (page: Page) => page.getByLabel("name of the new agent");

  test("a name is checked while it is typed, and what was asked for says where it lands", async () => {
    const page = await open((core) => core.answers.set("/request-spawn", { approval_id: 96 }));
    const ask = page.getByRole("button", { name: "request spawn" });
    for (const [name, words] of [
      ["My Agent", "expected a-z, 0-9"],
      ["system", "already means somebody"],
      ["coder", "already has an agent called coder"],
      ["cartographer", "asked for already, by #88"],
    ] as const) {
      await field(page).fill(name);
      await page.locator("#spawn-problem").getByText(words).waitFor();
      assert.equal(await ask.getAttribute("aria-disabled"), "true");
    }
    await field(page).fill("bard");
    await field(page).press("Enter");
    await toast(page, "asked for bard: #96 waits among the approvals");
    assert.equal(await field(page).inputValue(), "");
    assert.deepEqual(posted(), [["/request-spawn", "bard"]]);
  });

  test("what the core has against a name stands under it until the name is another", async () => {
    const page = await open((core) => core.broken.add("/request-spawn"));
    await field(page).fill("bard");
    await field(page).press("Enter");
    await page.locator("#spawn-problem").getByText("the core failed on this request").waitFor();
    assert.equal(await field(page).inputValue(), "bard");
    await field(page).fill("bards");
    await page.locator("#spawn-problem:empty").waitFor({ state: "attached" });
  });

  test("on a quiet day the form stands alone, and a name being typed outlives the first approval", async () => {
    const page = await stage.open("/", { reducedMotion: "reduce", prepare: (core) => core.hive.beQuiet() });
    await page.locator(".link-state.ok").waitFor();
    await page.getByText("a first agent").waitFor();
    assert.equal(await page.getByRole("tab").count(), 0);
    await field(page).focus();
    await page.keyboard.type("cartog");
    stage.core.tell({
      kind: "approval_added",
      approval: sampleApproval(1, { fetched_sha: undefined, kind: "spawn" }),
    });
    await card(page, "apr-1").waitFor();
    await page.keyboard.type("rapher");
    assert.equal(await field(page).inputValue(), "cartographer");
    approvalEnds(1, { kind: "spawn", fetched_sha: undefined, status: "denied", stage: "denied", resolved_at: 1 });
    await page.getByRole("heading", { name: "last decisions" }).waitFor();
    await page.locator("#apr-1").getByText("spawn").first().waitFor();
    assert.deepEqual(await axeViolations(page), []);
  });
});
