import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { sampleApproval, sampleBuild } from "../src/store/sample.ts";
import { axeViolations } from "./axe.ts";
import type { FakeCore } from "./fake-core.ts";
import { LOOKS, setPageStage } from "./page-stage.ts";
import { sampleInputs, sampleLines, sampleQueue, sampleTombstones } from "./sample-builds.ts";

describe("build queue, kept state and meta inputs in a real browser", () => {
  const stage = setPageStage();
  const fill = (core: FakeCore) => {
    const now = Date.now();
    core.hive.change({ builds: sampleQueue(now), kept: sampleTombstones(now), metaInputs: sampleInputs(now) });
    core.answers.set("/api/build/12", { build: {}, lines: sampleLines(40) });
  };
  const open = async (prepare: (core: FakeCore) => void = fill) => {
    const page = await stage.open("/", { prepare });
    await page.locator(".link-state.ok").waitFor();
    return page;
  };
  const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
  const toast = (page: Page, text: string) => page.locator(".toasts").getByText(text).waitFor();
  const unfold = async (page: Page, name: string) => await page.getByRole("heading", { name, exact: true }).click();
  const output = (page: Page, build = 12) => page.getByRole("region", { name: `output of build ${build}` });
  const changed = (id: number, change: Parameters<typeof sampleBuild>[1]) =>
    stage.core.tell({ kind: "build_changed", build: sampleBuild(id, { agent: "scribe", ...change }) });
  /** The output is brought to its end in the frame after its lines were drawn. */
  const isAtEnd = async (page: Page) => {
    await page.waitForFunction(() => {
      const box = document.querySelector("#build-12 .box");
      return box !== null && box.scrollHeight - box.scrollTop - box.clientHeight <= 1;
    });
  };
  const nextFrame = async (page: Page) =>
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
  const print = (from: number, count = 1) => {
    for (const line of sampleLines(count, from)) stage.core.tell({ kind: "build_line", build_id: 12, line });
  };

  test("what is quiet is folded, what is empty is not there", async () => {
    const page = await open((core) => core.hive.change({ metaInputs: sampleInputs(Date.now()) }));
    await page.locator("#meta").waitFor();
    assert.equal(await page.locator("#meta").getAttribute("open"), null);
    assert.equal(await page.locator("#builds, #kept").count(), 0);
  });

  test("the queue opens when a build starts, shows its steps and what waits in its order, and folds when all is done", async () => {
    const page = await open((core) => {
      const { builds } = sampleQueue(Date.now());
      core.hive.change({ builds: { builds: builds.filter(({ state }) => state === "done"), lines: {} } });
      core.answers.set("/api/build/12", { build: {}, lines: sampleLines(3) });
    });
    await page.locator("#builds:not([open])").getByText("✓ gardener done").waitFor();
    changed(12, { state: "running", kind: "apply_commit", approval_id: 86, started_at: Date.now() });
    changed(13, { agent: "gardener" });
    changed(14, { agent: "coder" });
    await page.locator("#builds[open]").getByText("1 running, 2 waiting").waitFor();
    assert.equal(await page.locator("#build-12 [aria-current=step]").innerText(), "building");
    assert.equal(await page.getByRole("link", { name: "approval 86" }).getAttribute("href"), "#apr-86");
    assert.match(await page.locator("#build-13").innerText(), /^next\s+gardener\s+rebuild/);
    assert.match(await page.locator("#build-14").innerText(), /^2\.\s+coder/);
    stage.core.tell({
      kind: "approval_changed",
      approval: sampleApproval(86, { agent: "scribe", status: "approved", stage: "deploying" }),
    });
    await page.locator("#build-12 [aria-current=step]").getByText("deploying").waitFor();
    for (const [id, agent] of [
      [12, "scribe"],
      [13, "gardener"],
      [14, "coder"],
    ] as const)
      changed(id, { agent, state: "done", ended_at: Date.now() });
    await page.locator("#builds:not([open])").getByText("✓ coder done").waitFor();
  });

  test("a reader who folded the queue is not overruled by the next build", async () => {
    const page = await open();
    await output(page).waitFor();
    await unfold(page, "build queue");
    // What it held goes when the page has heard, and kept, that it was folded.
    await output(page).waitFor({ state: "detached" });
    changed(15, { state: "queued" });
    await page.locator("#builds").getByText("1 running, 2 waiting").waitFor();
    assert.equal(await page.locator("#builds").getAttribute("open"), null);
    await page.reload();
    await page.locator("#builds").waitFor();
    assert.equal(await page.locator("#builds").getAttribute("open"), null);
  });

  test("output comes as it is printed, sticks to its end until the reader scrolls up, and stays when the build is over", async () => {
    const page = await open();
    await output(page).waitFor();
    print(41);
    await output(page).getByText("layer 41:").waitFor();
    await isAtEnd(page);
    await output(page).evaluate(async (box) => {
      const scrolled = new Promise((resolve) => box.addEventListener("scroll", resolve, { once: true }));
      box.scrollTop = 30;
      await scrolled;
    });
    print(42, 20);
    await output(page).getByText("layer 61:").waitFor();
    await nextFrame(page);
    assert.equal(await output(page).evaluate((box) => box.scrollTop), 30);
    await output(page).focus();
    changed(12, { state: "failed", kind: "apply_commit", note: "the trial cage did not answer", ended_at: Date.now() });
    changed(13, { state: "cancelled", ended_at: Date.now() });
    await page.locator("#build-12").getByText("deploy failed: the trial cage did not answer").waitFor();
    await page.locator("#build-13").getByTitle("cancelled").waitFor();
    await nextFrame(page);
    assert.equal(await output(page).evaluate((box) => box.scrollTop), 30);
    assert.equal(await page.locator("#builds").getAttribute("open"), "", "it does not close under the reader's hands");
  });

  test("2,000 lines at once are shown in order, and the oldest fall away", async () => {
    const page = await open();
    await output(page).waitFor();
    print(41, 2200);
    await output(page).getByText("layer 2240:").waitFor();
    const lines = (await output(page).innerText()).trim().split("\n");
    assert.deepEqual(
      [lines.length, lines[0]?.slice(0, 10), lines.at(-1)?.slice(0, 10)],
      [2000, "layer 241:", "layer 2240"],
    );
    await page.getByText("earlier lines are left out.").waitFor();
  });

  test("a page that had to load afresh fetches the beginning of the output again", async () => {
    const page = await open();
    await output(page).waitFor();
    stage.core.answers.set("/api/build/12", { build: {}, lines: sampleLines(50) });
    stage.core.forgetHistory();
    await output(page).focus();
    stage.core.dropStreams();
    await output(page).getByText("layer 50:").waitFor();
    await output(page).getByText("layer 1:").waitFor();
    print(51);
    await output(page).getByText("layer 51:").waitFor();
    assert.equal(await output(page).evaluate((box) => box === document.activeElement), true);
  });

  test("the output of a build that has ended is fetched when it is wanted", async () => {
    const page = await open();
    await output(page).waitFor();
    stage.core.broken.add("/api/build/11");
    const summary = page.locator("#build-11 summary", { hasText: "output" });
    await summary.click();
    await page.getByText("the output of build 11 could not be loaded.").waitFor();
    stage.core.answers.set("/api/build/11", { build: {}, lines: sampleLines(2) });
    stage.core.broken.clear();
    await page.locator("#build-11").getByRole("button", { name: "try again" }).click();
    assert.match(await output(page, 11).innerText(), /layer 1:.*\nlayer 2:/);
  });

  test("a build is cancelled after one question that says what becomes of it", async () => {
    const page = await open();
    await button(page, "cancel the deploy of scribe, build 12").click();
    await page.getByText("approval #86 counts as failed then").waitFor();
    await button(page, "cancel build 12 now").click();
    await toast(page, "the deploy of scribe is cancelled");
    await button(page, "take the rebuild of gardener out of the queue").click();
    await button(page, "cancel build 13 now").click();
    await toast(page, "the rebuild of gardener is cancelled");
    assert.deepEqual(
      stage.core.posted.map(({ path }) => path),
      ["/cancel-build/12", "/cancel-build/13"],
    );
  });

  test("what a destroyed agent left shows size, age and log-in; revive asks for approval and says where that waits", async () => {
    const page = await open((core) => {
      fill(core);
      core.answers.set("/request-spawn", { approval_id: 91 });
    });
    await unfold(page, "kept state");
    assert.match(await page.locator(".tombs > li").first().innerText(), /bard[^]*41\.0 MiB[^]*12 d[^]*log-in kept/);
    assert.match(await page.locator(".tombs > li").last().innerText(), /oracle[^]*counting…[^]*90 d[^]*no log-in/);
    await button(page, /revive bard/).click();
    await toast(page, "bard waits for your word under approvals, as #91");
    assert.deepEqual(stage.core.posted, [{ path: "/request-spawn", body: { name: "bard" } }]);
    stage.core.tell({ kind: "approval_added", approval: sampleApproval(91, { agent: "bard", kind: "spawn" }) });
    await page.locator(".tombs").getByText("waits for you as").waitFor();
    assert.equal(await button(page, /revive bard/).getAttribute("aria-disabled"), "true");
    stage.core.tell({ kind: "tombstone_removed", name: "bard" });
    await button(page, /revive bard/).waitFor({ state: "detached" });
  });

  test("a purge of what is left asks once and says that there is no way back", async () => {
    const page = await open();
    await unfold(page, "kept state");
    await button(page, "purge what is left of oracle, cannot be undone").click();
    await page.getByText("purge oracle? this cannot be undone.").waitFor();
    await button(page, "purge oracle for ever").click();
    await toast(page, "oracle is purged");
    assert.deepEqual(stage.core.posted, [{ path: "/purge-tombstone/oracle", body: {} }]);
  });

  test("meta inputs are updated by tick: nothing without one, a question that names what is rebuilt, the number that was queued", async () => {
    const page = await open((core) => {
      fill(core);
      core.answers.set("/meta-update", { build_ids: [20, 21] });
    });
    await unfold(page, "meta inputs");
    assert.match(
      await page.locator(".rows > li").first().innerText(),
      /hyperhive[^]*b7e10c94d2fa[^]*2 d[^]*git\+https/,
    );
    assert.equal(await button(page, "update the ticked inputs").getAttribute("aria-disabled"), "true");
    await button(page, "update the ticked inputs").dispatchEvent("click");
    assert.equal(await page.locator(".metas .confirm").count(), 0);
    await page.getByLabel("agent-coder").check();
    await page.getByLabel("agent-scout").check();
    await page.locator(".metas").getByText("rebuilds coder and scout", { exact: true }).waitFor();
    await button(page, "update 2 ticked inputs").click();
    await page.getByText("update agent-coder, agent-scout? this rebuilds coder and scout").waitFor();
    await button(page, "update 2 inputs now").click();
    await toast(page, "2 rebuilds queued");
    assert.deepEqual(stage.core.posted, [{ path: "/meta-update", body: { inputs: "agent-coder,agent-scout" } }]);
    assert.equal(await page.locator(".metas input:checked").count(), 0);
    await page.getByLabel("hyperhive").check();
    await page.getByText("hyperhive rebuilds all 7 agents").waitFor();
  });

  test("ticks survive updates and folding; an input that vanishes takes its tick along", async () => {
    const page = await open();
    await unfold(page, "meta inputs");
    await page.getByLabel("agent-coder").check();
    await page.getByLabel("agent-scout").check();
    const [hive, coder, scout] = sampleInputs(Date.now());
    if (hive === undefined || coder === undefined || scout === undefined) throw new Error("expected three inputs");
    stage.core.tell({ kind: "meta_inputs_changed", meta_inputs: [{ ...hive, rev: "aaaabbbbcccc" }, coder] });
    await page.getByText("aaaabbbbcccc").waitFor();
    await page.locator(".metas").getByText("rebuilds coder", { exact: true }).waitFor();
    await unfold(page, "meta inputs");
    await unfold(page, "meta inputs");
    assert.equal(await page.getByLabel("agent-coder").isChecked(), true);
    stage.core.tell({ kind: "meta_inputs_changed", meta_inputs: [hive, coder, scout] });
    await page.getByLabel("agent-scout").waitFor();
    assert.equal(await page.getByLabel("agent-scout").isChecked(), false);
  });

  test("a part that could not be read opens and says why, and the others go on", async () => {
    const page = await open((core) => {
      fill(core);
      core.hive.change({ problems: [{ section: "meta_inputs", error: "the lock is not JSON" }] });
    });
    const meta = page.locator("#meta[open]");
    await meta.getByText("the meta inputs could not be loaded.").waitFor();
    await meta.getByText("the lock is not JSON").waitFor();
    await output(page).waitFor();
    stage.core.hive.change({ problems: [] });
    await meta.getByRole("button", { name: "try again" }).click();
    await page.getByText("the lock is not JSON").waitFor({ state: "detached" });
  });

  test("all of it works by keyboard alone", async () => {
    const page = await open((core) => {
      fill(core);
      core.answers.set("/meta-update", { build_ids: [20] });
    });
    await page.locator("#meta > summary").focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("hyperhive").waitFor();
    for (const key of ["Tab", "Space", "Tab", "Tab", "Tab", "Enter"]) await page.keyboard.press(key);
    await page.locator(".confirm button:focus", { hasText: "update 1 input now" }).waitFor();
    await page.keyboard.press("Enter");
    await toast(page, "1 rebuild queued");
    assert.deepEqual(stage.core.posted, [{ path: "/meta-update", body: { inputs: "hyperhive" } }]);
  });

  test("hostile text is shown, not run, and breaks nothing", async () => {
    const evil = "<img src=x onerror='window.hacked=1'>\u202egnp.exe\x1b[2J";
    const long = "z".repeat(5000);
    const page = await open((core) => {
      fill(core);
      core.hive.change({
        metaInputs: [
          { name: evil + long, rev: evil, last_modified: 1, url: `javascript:window.hacked=2//${evil}${long}` },
        ],
        kept: [{ name: evil + long, last_modified: 1, has_credentials: false }],
      });
      core.answers.set("/api/build/12", {
        build: {},
        lines: [
          { seq: 1, at: 0, line: evil },
          { seq: 2, at: 0, line: "x".repeat(1_000_000) },
        ],
      });
    });
    changed(11, { state: "failed", note: evil + long });
    await page.locator("#build-11 .failure", { hasText: "<img src=x" }).waitFor();
    await unfold(page, "kept state");
    await unfold(page, "meta inputs");
    await page.locator(".url").waitFor();
    assert.match(await output(page).innerText(), /^<img src=x onerror='window\.hacked=1'>�gnp\.exe\n/);
    assert.equal(await page.evaluate(() => (window as { hacked?: number }).hacked), undefined);
    assert.equal(await page.locator("#swarm").locator("img, script, a[href^=javascript]").count(), 0);
    assert.equal(await page.locator("#swarm").evaluate((column) => column.scrollWidth - column.clientWidth), 0);
  });

  for (const look of LOOKS) {
    test(`axe finds nothing in the open parts, ${look.colorScheme}, ${look.viewport.width} px wide`, async () => {
      const page = await stage.open("/", { ...look, prepare: fill });
      await page.locator(".link-state.ok").waitFor();
      await output(page).waitFor();
      await button(page, "cancel the deploy of scribe, build 12").click();
      await unfold(page, "kept state");
      await button(page, /purge what is left of bard/).click();
      await unfold(page, "meta inputs");
      await page.getByLabel("hyperhive").check();
      await button(page, "update 1 ticked input").click();
      await button(page, "update 1 input now").waitFor();
      assert.deepEqual(await axeViolations(page), []);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= look.viewport.width, `expected no sideways scroll, got a page ${width} px wide`);
    });
  }
});
