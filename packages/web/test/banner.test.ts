import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { ApprovalView } from "@hyperhive/wire";
import type { Page } from "playwright-core";
import { sampleApproval, sampleContainer, sampleMessage, sampleQuestion } from "../src/store/sample.ts";
import { axeViolations } from "./axe.ts";
import type { FakeCore } from "./fake-core.ts";
import { holdTime, LOOKS, setPageStage } from "./page-stage.ts";

const isLive = (page: Page) => page.locator(".link-state.ok").waitFor();
const waiting = (page: Page) => page.getByRole("region", { name: "waiting for you" });
/** Waits until the tab's title and icon are like this; both follow the page a frame later. */
const markIs = async (page: Page, title: string, icon: RegExp) => {
  await page.waitForFunction(
    ([wanted, pattern]) => {
      const href = document.querySelector("link[rel='icon']")?.getAttribute("href") ?? "";
      return document.title === wanted && new RegExp(pattern ?? "", "s").test(decodeURIComponent(href));
    },
    [title, icon.source],
  );
};

/** An approval that has no diff. */
const spawn = (id: number, change: Partial<ApprovalView> = {}) =>
  sampleApproval(id, { kind: "spawn", agent: `new-${id}`, ...change });

/** Two questions, one of which ends soon after `now`, two approvals; librarian needs a log-in and tester has crashed already. */
function busyDay({ hive }: FakeCore, now = Date.now()): void {
  const questions = [
    sampleQuestion(41, { deadline_at: now + 272_000 }),
    sampleQuestion(42, { asker: "scout", deadline_at: now + 9_000_000 }),
  ];
  hive.change({
    decisions: { questions, pending: [spawn(87), spawn(88)], history: [] },
    costToday: 4.12,
  });
}

describe("the banner in a real browser", () => {
  const stage = setPageStage();
  const open = (prepare: (core: FakeCore) => void = (core) => busyDay(core), options = {}) =>
    stage.open("/", { prepare, ...options });

  test("what waits is counted in banner, title, icon and dock alike, and each kind leads to its place", async () => {
    const page = await open(busyDay, { viewport: { width: 390, height: 844 } });
    await isLive(page);
    assert.match(await waiting(page).innerText(), /^5[^]*wait[^]*for you/);
    const links = waiting(page).getByRole("link");
    assert.deepEqual(
      await links.evaluateAll((all) =>
        all.map((a) => [a.getAttribute("href"), a.textContent?.replace(/the first.*/, "")]),
      ),
      [
        ["#questions", "2 questions"],
        ["#approvals", "◆2 approvals"],
        ["#agent-librarian", "librarian: log in"],
        ["#agent-tester", "tester crashed"],
      ],
    );
    await markIs(page, "(5) hyperhive", />5<\/text>/);
    const dock = page.getByRole("navigation", { name: "sections" });
    assert.deepEqual(
      (await dock.getByRole("link").allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " ").trim()),
      ["◆ decisions 4", "swarm 7", "messages 3"],
    );
  });

  test("the nearest deadline ticks inside the chip of the questions", async () => {
    const now = Date.now();
    const page = await open((core) => busyDay(core, now), { now });
    const tick = (text: string) => waiting(page).locator(".tick", { hasText: text }).waitFor();
    await tick("the first ends in 04:32");
    await page.clock.setFixedTime(now + 1000);
    await tick("the first ends in 04:31");
    stage.core.tell({
      kind: "question_resolved",
      question: sampleQuestion(41, { state: "answered", answer: "yes", answerer: "operator" }),
    });
    await waiting(page).getByText("1 question", { exact: true }).waitFor();
    await tick("the first ends in 2:29:59");
  });

  test("a chip follows its events, and when the last thing is done nothing waits", async () => {
    const page = await open(({ hive }) => hive.beQuiet());
    await waiting(page).getByText("nothing waits for you").waitFor();
    await markIs(page, "hyperhive", /^((?!<text).)+$/);
    stage.core.tell({ kind: "approval_added", approval: spawn(90) });
    await waiting(page).getByText("1 approval", { exact: true }).waitFor();
    await page.waitForFunction(() => document.title === "(1) hyperhive");
    stage.core.tell({
      kind: "approval_resolved",
      approval: spawn(90, { status: "denied", stage: "denied" }),
    });
    await page.waitForFunction(() => document.title === "hyperhive");
    await waiting(page).getByText("nothing waits for you").waitFor();
  });

  test("several agents in trouble are one chip, and none of them is counted", async () => {
    const page = await open(({ hive }) => hive.beQuiet());
    await isLive(page);
    for (const name of ["a1", "a2", "a3"])
      stage.core.tell({
        kind: "container_state_changed",
        container: sampleContainer(name, { running: false, failed: true }),
      });
    await waiting(page).getByRole("link", { name: "3 crashed" }).waitFor();
    assert.equal(await page.title(), "hyperhive");
  });

  test("a message that comes does not count as waiting, and makes the banner shimmer for a while", async () => {
    const page = await open();
    await isLive(page);
    await markIs(page, "(5) hyperhive", />5<\/text>/);
    await page.clock.install();
    await holdTime(page);
    stage.core.tell({ kind: "sent", message: sampleMessage(500, { to: "operator" }) });
    await page.locator("#msg-500").waitFor();
    await page.clock.runFor(1000);
    await page.locator(".banner.active").waitFor();
    await markIs(page, "(5) hyperhive", />5<\/text>/);
    await page.clock.runFor(2000);
    assert.equal(await page.locator(".banner.active").count(), 1);
    await page.clock.runFor(2000);
    await page.locator(".banner:not(.active)").waitFor();
  });

  test("a lost connection hollows the icon and keeps the count", async () => {
    const page = await open();
    await isLive(page);
    stage.core.broken.add("/dashboard/stream").add("/api/state").add("/dashboard/history");
    stage.core.dropStreams();
    await page.locator(".link-state.bad").waitFor();
    await markIs(page, "(5) hyperhive", /fill="none".*>5</);
  });

  test("the cost of today is told on a wide desk, and follows its event", async () => {
    const page = await open(busyDay, { viewport: { width: 1440, height: 900 } });
    await page.locator(".cost", { hasText: "$4.12 today" }).waitFor();
    stage.core.tell({ kind: "cost_changed", cost_today: 5.5 });
    await page.locator(".cost", { hasText: "$5.50 today" }).waitFor();
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.locator(".cost").waitFor({ state: "hidden" });
  });

  for (const width of [1200, 1280, 1440, 1920])
    test(`the banner stays on one line at ${width} px, with every kind of chip and a long name`, async () => {
      const page = await open(
        (core) => {
          busyDay(core);
          const long = "a-very-long-agent-name-that-goes-on-and-on";
          core.tell({ kind: "container_state_changed", container: sampleContainer(long, { needs_login: true }) });
          core.tell({ kind: "container_removed", name: "librarian" });
        },
        { viewport: { width, height: 900 } },
      );
      await isLive(page);
      await waiting(page).getByText("log in").waitFor();
      const { banner, sideways } = await page.evaluate(() => ({
        banner: document.querySelector(".banner")?.getBoundingClientRect().height ?? 0,
        sideways: document.documentElement.scrollWidth - innerWidth,
      }));
      assert.ok(banner <= 64, `expected one line, got a banner ${banner} px high`);
      assert.ok(sideways <= 0);
      const tools = await page.locator(".tools").boundingBox();
      assert.ok(tools !== null && tools.x + tools.width <= width, "expected the tools to be in sight");
    });

  for (const look of LOOKS)
    test(`axe finds nothing in a busy banner, ${look.colorScheme}, ${look.viewport.width} px wide`, async () => {
      const page = await open(busyDay, look);
      await isLive(page);
      assert.deepEqual(await axeViolations(page), []);
    });
});
