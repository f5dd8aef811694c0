import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { sampleContainer, sampleMessage } from "../src/store/sample.ts";
import { axeViolations } from "./axe.ts";
import type { FakeCore } from "./fake-core.ts";
import { LOOKS, setPageStage } from "./page-stage.ts";

const isLive = (page: Page) => page.locator(".link-state.ok").waitFor();

/** Runs in a tab: what it would try again by itself, after seconds, it does not. */
function neverByItself(): void {
  const later = window.setTimeout.bind(window);
  window.setTimeout = ((act: () => void, ms = 0) => (ms < 1000 ? later(act, ms) : 0)) as typeof window.setTimeout;
}

describe("the agent page and the log-in page in a real browser", () => {
  const stage = setPageStage();
  const openAgent = (prepare: (core: FakeCore) => void = () => undefined) => stage.open("/agent/coder/", { prepare });

  const live = (page: Page) => page.getByRole("log", { name: "live view of coder" });
  const field = (page: Page) => page.getByLabel(/^message to coder/);
  const row = (page: Page, text: string | RegExp) => live(page).locator(".row", { hasText: text });

  test("the page shows the turns, claude's words, its calls with their results, and the state in chips", async () => {
    const page = await openAgent();
    await row(page, "turn 214, woken by hm1nd").waitFor();
    const badges = await page.getByRole("group", { name: "state of coder" }).innerText();
    assert.match(badges, /alive[^]*thinking[^]*model · sonnet[^]*84\.2k[^]*\$0\.31[^]*last turn · 38\.2 s[^]*ok/);
    await live(page).locator("strong", { hasText: "mirror-2" }).waitFor();
    assert.match(await row(page, "npm test -- fetcher · ←").innerText(), /failed, 214 lines, 41\.0 s/);
    assert.match(await row(page, "turn 213 ended").innerText(), /ok, 38\.2 s, ctx 79\.4k, \$0\.27/);
    assert.equal(await page.title(), "● coder · hyperhive");
  });

  test("talk is open as markdown under its short name, Edit is a folded diff, thinking and results are folded", async () => {
    const page = await openAgent();
    await row(page, "send to tester · #108").waitFor();
    await row(page, "recv from tester · #107").locator("strong", { hasText: "nine" }).waitFor();
    await row(page, "recv · nothing waits").waitFor();
    assert.equal(await live(page).getByText("mcp__hyperhive__").count(), 0);
    await row(page, "send to tester").locator("strong", { hasText: "first" }).waitFor();
    await row(page, "wake from hm1nd · #104").locator("li", { hasText: "one commit" }).waitFor();
    const edit = row(page, "Edit src/fetcher/retry.ts");
    assert.match(await edit.locator("summary").innerText(), /−3 \+5/);
    await edit.locator(".diff-add").nth(4).waitFor({ state: "hidden" });
    await edit.locator("summary").click();
    await edit.locator(".diff-add").nth(4).waitFor();
    assert.equal(await edit.locator(".diff-add").count(), 5);
    assert.equal(await row(page, "thinking").getAttribute("open"), null);
  });

  test("the banner shimmers while a turn runs and rests when it has ended", async () => {
    const page = await openAgent();
    await page.locator(".banner.active").waitFor();
    stage.core.happen({ kind: "text", text: "All 31 pass." });
    await live(page).getByText("All 31 pass.").waitFor();
    stage.core.happen({
      kind: "turn_end",
      turn: 214,
      outcome: "failed",
      started_at: 0,
      duration_ms: 124_000,
      model: "sonnet",
      woken_by: "manager",
      tool_calls: {},
      note: "claude exited with 1",
    });
    await row(page, "turn 214 ended, failed, 2 m 04 s").getByText("claude exited with 1").waitFor();
    await page.locator(".banner:not(.active)").waitFor();
  });

  test("the state follows the events: cancel while it thinks, compact while it is idle", async () => {
    const page = await openAgent();
    await page.getByRole("button", { name: "cancel this turn" }).click();
    await page.getByRole("status").getByText("turn cancelled").waitFor();
    const compact = page.getByRole("button", { name: "compact the session" });
    assert.equal(await compact.getAttribute("aria-disabled"), "true");
    stage.core.happen({ kind: "turn_state_changed", state: "idle", since: Math.floor(Date.now() / 1000) });
    await page.getByRole("button", { name: "cancel this turn" }).waitFor({ state: "detached" });
    await compact.click();
    await page.getByRole("status").getByText("compacting the session").waitFor();
    assert.deepEqual(
      stage.core.posted.map(({ path }) => path),
      ["/agent/coder/api/cancel", "/agent/coder/api/compact"],
    );
  });

  test("a parked agent says why and until when", async () => {
    const page = await openAgent();
    await row(page, "turn 214").first().waitFor();
    stage.core.happen({
      kind: "turn_state_changed",
      state: "rate_limited",
      since: 1,
      until: Math.floor(Date.now() / 1000) + 600,
      detail: "the model refuses.",
    });
    const alert = page.getByRole("alert");
    await alert.getByText("rate limited.").waitFor();
    assert.match(
      await alert.innerText(),
      /the model refuses\. it goes on by itself at \d\d:\d\d:\d\d\. 2 messages kept for it\./,
    );
  });

  test("the cage and the inbox follow the hive's stream", async () => {
    const page = await openAgent();
    // A snapshot that is read later holds the end of what is told here, and not how it came to it.
    await isLive(page);
    stage.core.tell({
      kind: "sent",
      message: sampleMessage(400, { to: "coder", from: "scout", body: "numbers for *mirror-2*" }),
    });
    await page.locator(".ibox em", { hasText: "mirror-2" }).waitFor();
    stage.core.tell({ kind: "sent", message: sampleMessage(401, { to: "scout", body: "not for coder" }) });
    stage.core.tell({ kind: "transient_set", name: "coder", transient: "stopping", since: 1 });
    await page.getByText("stopping…").waitFor();
    stage.core.tell({
      kind: "container_state_changed",
      container: sampleContainer("coder", { running: false, connected: false }),
    });
    stage.core.tell({ kind: "transient_cleared", name: "coder" });
    await page.getByRole("button", { name: "start coder" }).waitFor();
    assert.equal(await page.getByText("not for coder").count(), 0);
  });

  test("messages are sent, commands are done, and what is neither is not sent to the agent", async () => {
    const page = await openAgent();
    await isLive(page);
    for (const draft of ["hello", "/model opus", "/new-session", "//slash"]) {
      await field(page).fill(draft);
      await field(page).press("Enter");
      await page.waitForFunction(() => document.querySelector("textarea")?.value === "");
    }
    await field(page).fill("/modle opus");
    await field(page).press("Enter");
    await page.getByText("there is no /modle").waitFor();
    const [hello, model, session, slash] = stage.core.posted;
    assert.deepEqual([hello?.path, hello?.body["body"], slash?.body["body"]], ["/agent/coder/send", "hello", "/slash"]);
    assert.deepEqual(model, { path: "/agent/coder/api/model", body: { model: "opus" } });
    assert.equal(session?.path, "/agent/coder/api/new-session");
    assert.equal(stage.core.posted.length, 4);
  });

  test("/help lists the commands, / completes them, /clear empties the view until something happens", async () => {
    const page = await openAgent();
    await row(page, "turn 214").first().waitFor();
    await field(page).fill("/c");
    await page.getByRole("option").first().waitFor();
    assert.deepEqual(
      (await page.getByRole("option").allInnerTexts()).map((text) => text.split("\n")[0]),
      ["/clear", "/cancel", "/compact"],
    );
    await field(page).fill("/help");
    await field(page).press("Enter");
    await live(page).getByText("the next turn starts a new session").waitFor();
    await field(page).fill("/clear");
    await field(page).press("Enter");
    await row(page, "turn 213").first().waitFor({ state: "detached" });
    stage.core.happen({ kind: "text", text: "still here" });
    await live(page).getByText("still here").waitFor();
    assert.equal(await row(page, "npm test").count(), 0);
  });

  test("what happened while the connection was lost is replayed, in order and once", async () => {
    const page = await openAgent();
    await row(page, "turn 214").first().waitFor();
    stage.core.happen({ kind: "note", text: "n1" });
    await row(page, "n1").waitFor();
    stage.core.dropStreams();
    stage.core.happen({ kind: "note", text: "n2" });
    stage.core.happen({ kind: "note", text: "n3" });
    await row(page, "n3").waitFor();
    const notes = await live(page).locator(".row.note .out").allInnerTexts();
    assert.deepEqual(notes.slice(-3), ["n1", "n2", "n3"]);
  });

  test("a history that fails shows the error and a retry", async () => {
    const page = await stage.open("/agent/coder/", {
      prepare: (fake) => fake.broken.add("/agent/coder/events/history"),
      before: neverByItself,
    });
    await live(page).getByText("the live view could not be loaded.").waitFor();
    stage.core.broken.clear();
    await live(page).getByRole("button", { name: "try again" }).click();
    await row(page, "turn 214").first().waitFor();
  });

  test("a long history draws its newest rows and offers the rest; hostile and huge events stay harmless", async () => {
    const page = await openAgent((fake) => {
      for (let index = 0; index < 1900; index += 1) fake.happen({ kind: "text", text: `word *${index}*` });
      fake.happen({ kind: "text", text: "<img src=x onerror='window.hacked=1'><script>window.hacked=2</script>" });
      fake.happen({ kind: "stderr", line: "y".repeat(1_000_000) });
    });
    await row(page, "onerror").waitFor();
    assert.ok((await live(page).locator(".row").count()) <= 320);
    const before = await live(page).locator(".row").count();
    await live(page)
      .getByRole("button", { name: /earlier$/ })
      .click();
    await page.waitForFunction((count) => document.querySelectorAll(".live .row").length > count, before);
    assert.equal(await page.evaluate(() => (window as { hacked?: number }).hacked), undefined);
    assert.equal(await live(page).locator("img, script").count(), 0);
  });

  test("on a phone the line to write in is on the first screen", async () => {
    const page = await stage.open("/agent/coder/", { viewport: { width: 390, height: 844 } });
    await row(page, "turn 214, woken by hm1nd").waitFor();
    await isLive(page);
    const { y, height } = (await field(page).boundingBox()) ?? assert.fail("no line to write in");
    assert.ok(y + height <= 844, `it ends at ${y + height}`);
  });

  for (const look of LOOKS) {
    test(`axe finds nothing on the agent page, ${look.colorScheme}, ${look.viewport.width} px wide`, async () => {
      const page = await stage.open("/agent/coder/", look);
      await row(page, "turn 214").first().waitFor();
      await isLive(page);
      await row(page, "Edit src/").locator("summary").click();
      await row(page, "Edit src/").locator(".diff-add").first().waitFor();
      await field(page).fill("/");
      await page.getByRole("option").first().waitFor();
      assert.deepEqual(await axeViolations(page), []);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= look.viewport.width, `expected no sideways scroll, got a page ${width} px wide`);
    });
  }

  test("the log-in page says what to do, takes a whole link, and forgets a token that does not work", async () => {
    const page = await stage.open("/login?token=used", { prepare: (core) => core.logOut() });
    await page.getByText("this link does not work any more.").waitFor();
    assert.equal(await page.evaluate(() => location.search), "");
    assert.deepEqual(await axeViolations(page), []);
    await page.getByLabel("one-time link or its token").fill("http://127.0.0.1:7000/login?token=abc-1");
    const [request] = await Promise.all([
      page.waitForRequest(/\/login\?/),
      page.getByRole("button", { name: "log in" }).click(),
    ]);
    assert.match(request.url(), /\/login\?token=abc-1$/);
  });
});
