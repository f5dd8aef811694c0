import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { sampleApproval } from "../src/store/sample.ts";
import { axeViolations } from "./axe.ts";
import { card, setDecisionsStage, tab } from "./decisions-stage.ts";
import { sampleDiff } from "./sample-diff.ts";

describe("diffs of approvals in a real browser", () => {
  const { stage, open } = setDecisionsStage();

  const file = (page: Page, path: string) =>
    card(page, "apr-87").locator(".dfile", { has: page.locator("bdi", { hasText: path }) });

  test("each file is a fold with its counts, lines have numbers and signs, changed words are marked, large ones are closed", async () => {
    const page = await open();
    const yaml = file(page, "agent.yaml");
    assert.match(await yaml.locator("summary").innerText(), /agent\.yaml\s*\+7 −3/);
    assert.deepEqual(await yaml.locator(".diff-del mark").allInnerTexts(), ["2GiB", "256"]);
    const added = yaml.locator("tr.diff-add", { hasText: "4GiB" });
    assert.deepEqual(await added.locator("td").allInnerTexts(), ["", "7", "+", "  memory: 4GiB"]);
    assert.match(await yaml.locator(".diff-hunk").innerText(), /4,10 → 4,14/);
    const share = await added.evaluate((row) => (row.lastElementChild?.clientWidth ?? 0) / row.clientWidth);
    assert.ok(share > 0.8, `the text has ${share} of the line`);
    assert.match(await file(page, "check.sh").innerText(), /now executable/);
    assert.match(await file(page, "logo.png").innerText(), /new file, binary/);
    assert.match(await file(page, "old.md").innerText(), /deleted/);
    const lock = file(page, "package-lock.json");
    assert.match(await lock.innerText(), /large, folded\s*\+412 −388/);
    await lock.locator("summary").click();
    const rest = lock.getByRole("button", { name: "show the rest, 401 lines" });
    await rest.waitFor();
    assert.equal(await lock.locator("tr").count(), 400);
    await rest.click();
    await rest.waitFor({ state: "detached" });
    assert.equal(await lock.locator("tr").count(), 801);
  });

  test("a fold stays as it was left over events and a reload", async () => {
    const page = await open();
    await file(page, "agent.yaml").locator("summary").click();
    await file(page, "agent.yaml").locator(".diff").waitFor({ state: "detached" });
    stage.core.tell({ kind: "approval_added", approval: sampleApproval(95, { agent: "bard" }) });
    await card(page, "apr-95").waitFor();
    assert.equal(await file(page, "agent.yaml").getAttribute("open"), null);
    await page.reload();
    await file(page, "prompts/role.md").locator(".diff-add").first().waitFor();
    assert.equal(await file(page, "agent.yaml").getAttribute("open"), null);
  });

  test("a base that cannot be had says so, and the way back is there", async () => {
    const page = await open();
    await file(page, "prompts/role.md").waitFor();
    stage.core.broken.add("/api/approval-diff/87");
    await card(page, "apr-87").getByRole("button", { name: "previous" }).click();
    await card(page, "apr-87").getByText("the diff could not be loaded").waitFor();
    stage.core.broken.clear();
    await card(page, "apr-87").getByRole("button", { name: "running" }).click();
    await card(page, "apr-87").getByText("the diff could not be loaded").waitFor({ state: "detached" });
    await file(page, "prompts/role.md").waitFor();
  });

  test("the base can be switched, and another base than the one asked for says so", async () => {
    const page = await open();
    await file(page, "prompts/role.md").waitFor();
    await card(page, "apr-87").getByRole("button", { name: "last approved" }).click();
    await file(page, "prompts/role.md").waitFor({ state: "detached" });
    await card(page, "apr-87").getByRole("button", { name: "previous" }).click();
    await card(page, "apr-87").getByText("no other proposal waits: compared with what runs").waitFor();
    await file(page, "prompts/role.md").waitFor();
  });

  test("side by side is offered where there is room, and remembered", async () => {
    const page = await open();
    await card(page, "apr-87").getByRole("button", { name: "split" }).click();
    const row = file(page, "agent.yaml").locator("tr", { hasText: "2GiB" });
    await row.locator("td.t").nth(1).waitFor();
    assert.deepEqual(await row.locator("td.t").allInnerTexts(), ["  memory: 2GiB", "  memory: 4GiB"]);
    await page.reload();
    await row.locator("td.t").nth(1).waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await file(page, "agent.yaml").locator("table:not(.split)").waitFor();
    assert.equal(await card(page, "apr-87").getByRole("button", { name: "split" }).count(), 0);
  });

  test("a diff opens on the whole page, Escape closes it, and the focus is back on its button", async () => {
    const page = await open(undefined, "/", { reducedMotion: "reduce" });
    const wide = page.getByRole("button", { name: "open the diff of 87 on the whole page" });
    await wide.press("Enter");
    const dialog = page.getByRole("dialog", { name: /#87 coder: push own branches/ });
    await dialog.locator(".diff-add").first().waitFor();
    assert.deepEqual(await axeViolations(page), []);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert.equal(await wide.evaluate((button) => button === document.activeElement), true);
  });

  test("a diff that was cut says so, one that differs in nothing says so, one that cannot be had offers a retry", async () => {
    const page = await open((core) => {
      core.answers.set("/api/approval-diff/87", sampleDiff(sampleApproval(87), { truncated: true }));
      core.answers.set("/api/approval-diff/89", sampleDiff(sampleApproval(89), { diff: "" }));
      core.broken.add("/api/approval-diff/90");
    });
    await card(page, "apr-87").getByText("its end is missing here").waitFor();
    await card(page, "apr-89").scrollIntoViewIfNeeded();
    await card(page, "apr-89").getByText("nothing differs from what runs.").waitFor();
    await card(page, "apr-90").scrollIntoViewIfNeeded();
    await card(page, "apr-90").getByText("the diff could not be loaded: the core failed").waitFor();
    stage.core.broken.clear();
    await card(page, "apr-90").getByRole("button", { name: "try again" }).click();
    await card(page, "apr-90").locator(".diff-add").first().waitFor();
  });

  test("diffs are asked for when they come near, and none for what is folded away", async () => {
    const asked: string[] = [];
    const page = await open((core) => {
      for (const id of [87, 89, 90, 91, 85])
        core.answers.set(`/api/approval-diff/${id}`, ({ base }) => {
          asked.push(`${id} ${String(base)}`);
          return sampleDiff(sampleApproval(id));
        });
    });
    await file(page, "agent.yaml").waitFor();
    await tab(page, /history/).click();
    await card(page, "apr-85").locator("summary").first().click();
    await card(page, "apr-85").locator(".diff-add").first().waitFor();
    // Whatever was near was asked for before the fold was opened, though it may be answered after.
    assert.equal(asked.includes("91 running"), false);
    assert.deepEqual(
      asked.filter((one) => one.startsWith("85 ")),
      ["85 approved"],
    );
  });

  test("hostile text in a diff stays text, and what would hide in it is shown", async () => {
    const body = [
      "<img src=x onerror='window.hacked=1'>",
      "</table><script>window.hacked=2</script>",
      "if (admin\u202e) { // \u2066safe",
      `y${"z".repeat(300_000)}`,
      "\u001b[2Jgone\r",
    ];
    const diff = `diff --git "a/\\342\\200\\256evil<b>.md" "b/\\342\\200\\256evil<b>.md"\nnew file mode 120000\n--- /dev/null\n+++ "b/\\342\\200\\256evil<b>.md"\n@@ -0,0 +1,${body.length} @@ <u>x\n${body.map((line) => `+${line}\n`).join("")}`;
    const page = await open((core) =>
      core.answers.set("/api/approval-diff/87", sampleDiff(sampleApproval(87), { diff })),
    );
    const evil = file(page, "evil<b>.md");
    assert.match(await evil.locator("summary").innerText(), /‹U\+202E›evil<b>\.md[^]*new file, a symbolic link/);
    assert.match(
      await evil.innerText(),
      /admin‹U\+202E›\) \{ \/\/ ‹U\+2066›safe[^]*299,001 more characters[^]*␛\[2Jgone␍/,
    );
    assert.equal(await page.evaluate(() => (window as { hacked?: number }).hacked), undefined);
    assert.equal(await evil.locator("img, script, u, b").count(), 0);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 1440);
  });
});
