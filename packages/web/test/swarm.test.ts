import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { sampleBuild, sampleContainer } from "../src/store/sample.ts";
import { swarmOf } from "../src/store/swarm.ts";
import { axeViolations } from "./axe.ts";
import type { FakeCore } from "./fake-core.ts";
import { LOOKS, setPageStage } from "./page-stage.ts";

const JOURNAL = {
  unit: "hive-ag3nt",
  units: ["hive-ag3nt", "all"],
  lines: Array.from({ length: 200 }, (_, at) => `14:00:${at} harness: \x1b[31mline ${at}\x1b[0m`),
  truncated: true,
};

describe("the agents of the dashboard in a real browser", () => {
  const stage = setPageStage();
  const open = async (prepare: (core: FakeCore) => void = () => undefined) => {
    const page = await stage.open("/", { prepare });
    await page.locator(".link-state.ok").waitFor();
    return page;
  };
  const agent = (page: Page, name: string) => page.locator(`#agent-${name}`);
  const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
  const toast = (page: Page, text: string) => page.locator(".toasts").getByText(text).waitFor();
  const openMore = async (page: Page, name: string) => {
    await button(page, `actions for ${name}`).click();
    await button(page, `restart ${name}`).waitFor();
  };
  const change = (name: string, facts: Parameters<typeof sampleContainer>[1]) =>
    stage.core.tell({ kind: "container_state_changed", container: sampleContainer(name, facts) });

  test("every action asks the core for what it says, and tells the outcome", async () => {
    const page = await open();
    await openMore(page, "coder");
    for (const [face, told] of [
      ["stop coder", "coder stopped"],
      ["restart coder", "coder restarted"],
      ["rebuild coder", "coder: rebuild queued"],
      ["pause coder", "coder pauses after this turn"],
    ] as const) {
      await button(page, face).click();
      await toast(page, told);
    }
    assert.deepEqual(stage.core.posted, [
      { path: "/kill", body: { name: "coder" } },
      { path: "/restart", body: { name: "coder" } },
      { path: "/rebuild", body: { name: "coder" } },
      { path: "/pause", body: { name: "coder", paused: true } },
    ]);
  });

  test("destroy says what goes and what stays, and asks once; Escape takes it back with the focus where it was", async () => {
    const page = await open();
    await openMore(page, "coder");
    await button(page, /destroy coder: /).click();
    await page.getByText("its cage goes, its builds are cancelled").waitFor();
    await page.keyboard.press("Escape");
    await page.getByText("its cage goes").waitFor({ state: "detached" });
    assert.match(await page.evaluate(() => document.activeElement?.textContent ?? ""), /destroy coder/);
    assert.deepEqual(stage.core.posted, []);
    await page.keyboard.press("Enter");
    await page.locator(".confirm button:focus", { hasText: "destroy coder now" }).waitFor();
    await page.keyboard.press("Enter");
    await toast(page, "coder is destroyed; what it leaves is under kept state");
    assert.deepEqual(stage.core.posted, [{ path: "/destroy", body: { name: "coder", purge: false } }]);
  });

  test("purge is a button of its own, and says that it cannot be undone", async () => {
    const page = await open();
    await openMore(page, "coder");
    await button(page, /purge coder: .* cannot be undone$/).click();
    await page.getByText("this cannot be undone. its files, notes, configuration").waitFor();
    await button(page, "purge coder for ever").click();
    await toast(page, "coder is purged");
    assert.deepEqual(stage.core.posted, [{ path: "/destroy", body: { name: "coder", purge: true } }]);
  });

  test("the manager can be rebuilt, and neither destroyed nor purged", async () => {
    const page = await open();
    await openMore(page, "hm1nd");
    await button(page, "rebuild hm1nd").waitFor();
    assert.equal(
      await agent(page, "manager")
        .getByRole("button", { name: /destroy|purge/ })
        .count(),
      0,
    );
  });

  test("an action that the core refuses says why, and what was asked stays open to be tried again", async () => {
    const page = await open((core) => core.broken.add("/destroy"));
    await openMore(page, "coder");
    await button(page, /destroy coder: /).click();
    await button(page, "destroy coder now").click();
    await toast(page, "the core failed on this request");
    await button(page, "destroy coder now").waitFor();
  });

  test("what is pending is said beside the name and rests every button, and gives the keyboard no reason to move", async () => {
    const page = await open();
    const start = agent(page, "tester").getByRole("button", { name: "start tester" });
    await start.focus();
    await page.keyboard.press("Enter");
    stage.core.tell({ kind: "transient_set", name: "tester", transient: "starting", since: 1 });
    await agent(page, "tester").getByText("starting…").waitFor();
    assert.equal(await start.getAttribute("aria-disabled"), "true");
    assert.equal(await start.evaluate((face) => face === document.activeElement), true);
    change("tester", { running: true });
    await start.waitFor({ state: "detached" });
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute("aria-label")),
      "actions for tester, its logs and config",
    );
  });

  test("an agent that is being made has a row before it has a cage", async () => {
    const page = await open();
    stage.core.tell({ kind: "transient_set", name: "fern", transient: "spawning", since: 1 });
    const row = page.locator(".agents > li", { has: page.getByText("fern", { exact: true }) });
    await row.getByText("spawning…").waitFor();
    const names = await page.locator(".agents .name").allInnerTexts();
    assert.equal(names.indexOf("fern"), names.indexOf("gardener") - 1);
    change("fern", {});
    await agent(page, "fern").waitFor();
    assert.equal(await row.count(), 1);
  });

  test("why an action or a build failed stays on the row until something newer is done", async () => {
    const page = await open();
    const row = agent(page, "scout");
    stage.core.tell({ kind: "transient_cleared", name: "scout", error: "the cage did not stop in 10 s" });
    await row.getByText("the cage did not stop in 10 s").waitFor();
    stage.core.tell({ kind: "transient_set", name: "scout", transient: "stopping", since: 1 });
    await row.getByText("the cage did not stop in 10 s").waitFor({ state: "detached" });
    const note = `npm ci failed\n${"  at line\n".repeat(80)}`;
    stage.core.tell({ kind: "build_changed", build: sampleBuild(50, { agent: "scout", state: "failed", note }) });
    await row.getByText("rebuild failed: npm ci failed…").click();
    await row.getByRole("region", { name: "the whole reason, rebuild failed:" }).waitFor();
    stage.core.tell({ kind: "build_changed", build: sampleBuild(51, { agent: "scout", state: "queued" }) });
    await row.getByText("rebuild failed").waitFor({ state: "detached" });
  });

  test("agents that claim one port are warned of as it happens, with a way to each, and no longer than that", async () => {
    const page = await open();
    assert.equal(await page.locator(".pulse-edge").count(), 0);
    change("gardener", { port: 8202 });
    const warning = page.getByRole("alert").filter({ hasText: "port 8202 is claimed twice: coder and gardener" });
    await warning.waitFor();
    await warning.getByRole("link", { name: "gardener" }).click();
    await page.waitForURL(/#agent-gardener$/);
    assert.match(await agent(page, "gardener").locator(".clash").innerText(), /⚠ :8202/);
    assert.equal(await agent(page, "coder").locator(".clash").getAttribute("title"), "also claimed by gardener");
    change("scribe", { port: 8202 });
    await page.getByText("port 8202 is claimed 3 times: coder, gardener and scribe").waitFor();
    change("gardener", { port: 8471 });
    change("scribe", { port: 8847 });
    await page.locator(".pulse-edge").waitFor({ state: "detached" });
    assert.equal(await page.locator(".clash").count(), 0);
  });

  test("update all is there when something is stale, says how many, and tells how many were queued", async () => {
    const page = await open((core) => core.answers.set("/update-all", { build_ids: [4, 5] }));
    assert.equal(await button(page, /update all/).count(), 0);
    change("coder", { needs_update: true });
    await agent(page, "coder").getByText("↑ needs update").waitFor();
    await button(page, "update all: rebuild 1 agent that needs it").waitFor();
    change("scout", { needs_update: true });
    await button(page, "update all: rebuild 2 agents that need it").click();
    await toast(page, "2 rebuilds queued");
    assert.deepEqual(stage.core.posted, [{ path: "/update-all", body: {} }]);
  });

  test("logs are fetched when they are opened, shown from their end, and again when asked", async () => {
    const asked: unknown[] = [];
    const page = await open((core) =>
      core.answers.set("/api/journal/coder", (query) => {
        asked.push(query["unit"]);
        const lines = [...JOURNAL.lines, `\x1b[31mend of answer\x1b[0m ${asked.length}`];
        return { ...JOURNAL, lines, unit: query["unit"] ?? JOURNAL.unit };
      }),
    );
    await openMore(page, "coder");
    assert.deepEqual(asked, [], "nothing is fetched before it is wanted");
    await page.getByText("↳ logs · h-coder").click();
    const log = page.getByRole("region", { name: "logs of h-coder" });
    await log.waitFor();
    await page.getByText("older lines are left out.").waitFor();
    assert.match(await log.innerText(), /14:00:199 harness: line 199\nend of answer 1$/, "colours are taken out");
    const view = async () =>
      await log.evaluate((box) => ({
        left: box.scrollHeight - box.scrollTop - box.clientHeight,
        ems: box.clientHeight / Number.parseFloat(getComputedStyle(box).fontSize),
      }));
    const { left, ems } = await view();
    assert.ok(left <= 1 && ems <= 24, JSON.stringify({ left, ems }));
    await page.getByLabel("which log of h-coder").selectOption("all");
    await log.filter({ hasText: /end of answer 2$/ }).waitFor();
    await log.evaluate((box) => (box.scrollTop = 0));
    await button(page, "refresh the logs of h-coder").click();
    await log.filter({ hasText: /end of answer 3$/ }).waitFor();
    assert.ok((await view()).left <= 1);
    assert.deepEqual(asked, [undefined, "all", "all"]);
  });

  test("logs that cannot be read say so in place, and are tried again", async () => {
    const page = await open((core) => core.broken.add("/api/journal/coder"));
    await openMore(page, "coder");
    await page.getByText("↳ logs · h-coder").click();
    const alert = agent(page, "coder").getByRole("alert");
    await alert.getByText("the logs of h-coder could not be loaded.").waitFor();
    stage.core.answers.set("/api/journal/coder", JOURNAL);
    stage.core.broken.clear();
    await alert.getByRole("button", { name: "try again" }).click();
    await page.getByRole("region", { name: "logs of h-coder" }).waitFor();
    assert.equal(await alert.count(), 0);
  });

  test("the configuration is shown to read, with its file and the commit it is from", async () => {
    const page = await open((core) =>
      core.answers.set("/api/agent-config/coder", {
        file: "agent.yaml",
        sha: "3b8e6f0c19d4aa11bb22",
        text: "model: sonnet\nnetwork: none\n",
      }),
    );
    await openMore(page, "coder");
    await page.getByText("↳ config · h-coder").click();
    const config = page.getByRole("region", { name: "config of h-coder" });
    assert.equal(await config.innerText(), "model: sonnet\nnetwork: none\n");
    await agent(page, "coder").getByText("at 3b8e6f0c19d4").waitFor();
    assert.equal(await config.locator("input, textarea, [contenteditable]").count(), 0);
  });

  test("what is open, asked and focused survives events, and what is open a reload too", async () => {
    const page = await open((core) => core.answers.set("/api/journal/coder", JOURNAL));
    await openMore(page, "coder");
    await page.getByText("↳ logs · h-coder").click();
    const log = page.getByRole("region", { name: "logs of h-coder" });
    await log.waitFor();
    await log.evaluate((box) => (box.scrollTop = 40));
    await button(page, /purge coder: /).click();
    await button(page, "purge coder for ever").waitFor();
    change("coder", { status_text: "at something else", turn_state: "idle" });
    await page.getByText("at something else").waitFor();
    assert.equal(await log.evaluate((box) => box.scrollTop), 40);
    assert.match(await page.evaluate(() => document.activeElement?.textContent ?? ""), /purge coder for ever/);
    await page.reload();
    await log.waitFor();
  });

  test("a lost connection rests what acts, and leaves what is read", async () => {
    const page = await open((core) => core.answers.set("/api/journal/coder", JOURNAL));
    await openMore(page, "coder");
    await page.getByText("↳ logs · h-coder").click();
    const log = page.getByRole("region", { name: "logs of h-coder" });
    await log.waitFor();
    stage.core.broken.add("/dashboard/stream").add("/api/state").add("/dashboard/history");
    stage.core.dropStreams();
    await page.locator(".link-state.bad").waitFor();
    for (const face of ["stop coder", "rebuild coder", /destroy coder/, /purge coder/, "refresh the logs of h-coder"])
      assert.equal(await button(page, face).getAttribute("aria-disabled"), "true");
    await log.waitFor();
  });

  test("hostile text is shown, not run, and breaks nothing", async () => {
    const evil = "<img src=x onerror='window.hacked=1'>\u202egnp.exe \x1b[2J<script>window.hacked=2</script>";
    const page = await open((core) => {
      core.answers.set("/api/journal/coder", {
        ...JOURNAL,
        units: ["hive-ag3nt", evil],
        lines: [evil, "x".repeat(1_000_000)],
      });
      core.answers.set("/api/agent-config/coder", { file: evil, sha: evil, text: evil.repeat(50) });
    });
    change("coder", { status_text: evil.repeat(20), active_model: evil.repeat(5), detail: evil.repeat(20) });
    stage.core.tell({ kind: "transient_cleared", name: "coder", error: `${evil.repeat(20)}\n${evil}` });
    await agent(page, "coder").locator(".failure", { hasText: "<img src=x" }).waitFor();
    await openMore(page, "coder");
    await page.getByText("↳ logs · h-coder").click();
    await page.getByText("↳ config · h-coder").click();
    await page.getByRole("region", { name: "config of h-coder" }).waitFor();
    const log = page.getByRole("region", { name: "logs of h-coder" });
    assert.match(await log.innerText(), /^<img src=x onerror='window\.hacked=1'>�gnp\.exe <script>/);
    assert.ok((await log.innerText()).length < 10_000);
    assert.equal(await page.evaluate(() => (window as { hacked?: number }).hacked), undefined);
    assert.equal(await page.locator("#swarm").locator("img, script, iframe").count(), 0);
    assert.equal(await page.locator("#swarm").evaluate((column) => column.scrollWidth - column.clientWidth), 0);
  });

  for (const look of LOOKS) {
    test(`axe finds nothing in the open rows, ${look.colorScheme}, ${look.viewport.width} px wide`, async () => {
      const page = await stage.open("/", {
        ...look,
        prepare: (core) => {
          core.answers.set("/api/journal/coder", JOURNAL);
          core.broken.add("/api/agent-config/coder");
        },
      });
      await page.locator(".link-state.ok").waitFor();
      change("gardener", { port: 8202, needs_update: true, pending_reminders: 2, deployed_sha: "3b8e6f0c19d4" });
      stage.core.tell({ kind: "transient_cleared", name: "scout", error: "it did not stop\nin 10 s" });
      stage.core.tell({ kind: "transient_set", name: "fern", transient: "spawning", since: 1 });
      await openMore(page, "coder");
      await page.getByText("↳ logs · h-coder").click();
      await page.getByText("↳ config · h-coder").click();
      await page.getByRole("region", { name: "logs of h-coder" }).waitFor();
      await page.getByText("the config of h-coder could not be loaded.").waitFor();
      await button(page, /destroy coder: /).click();
      await page.getByText("port 8202 is claimed twice").waitFor();
      await page.getByText("spawning…").waitFor();
      await button(page, "destroy coder now").waitFor();
      assert.deepEqual(await axeViolations(page), []);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= look.viewport.width, `expected no sideways scroll, got a page ${width} px wide`);
    });
  }

  test("with 200 agents an event redraws its own row and no other", async () => {
    const containers = Array.from({ length: 200 }, (_, at) =>
      sampleContainer(`agent-${String(at).padStart(3, "0")}`, { port: 8100 + at, turn_state_since: 0 }),
    );
    const page = await open((core) => core.hive.change({ swarm: swarmOf({ containers, transients: [], builds: [] }) }));
    await agent(page, "agent-199").waitFor({ state: "attached" });
    await page.evaluate(() => {
      const touched = new Set<string>();
      Object.assign(window, { touched });
      const rows = document.querySelector(".agents");
      if (rows === null) return;
      new MutationObserver((changes) => {
        for (const { target } of changes) {
          const row = (target instanceof Element ? target : target.parentElement)?.closest("li");
          touched.add(row?.id ?? "the list");
        }
      }).observe(rows, { subtree: true, childList: true, characterData: true, attributes: true });
    });
    change("agent-150", { port: 8250, turn_state_since: 0, status_text: "counting", turn_state: "thinking" });
    await page.getByText("counting").waitFor({ state: "attached" });
    const touched = await page.evaluate(() => [...(window as unknown as { touched: Set<string> }).touched]);
    assert.deepEqual(touched, ["agent-agent-150"]);
  });
});
