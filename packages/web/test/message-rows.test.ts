import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { sampleMessage } from "../src/store/sample.ts";
import { axeViolations } from "./axe.ts";
import type { FakeCore } from "./fake-core.ts";
import { LOOKS, setPageStage } from "./page-stage.ts";

const REPORT = "/shared/reports/latency.md";

describe("rows of the message flow and the inbox in a real browser", () => {
  const stage = setPageStage();
  const row = (page: Page, id: number) => page.locator(`#msg-${id}`);
  const field = (page: Page) => page.getByLabel(/^message to/);
  const status = (page: Page, text: string | RegExp) => page.getByRole("status").getByText(text);
  const open = async (prepare: (core: FakeCore) => void = () => undefined, path = "/") => {
    const page = await stage.open(path, { prepare });
    await page.locator(".link-state.ok").waitFor();
    return page;
  };

  test("a dead letter is sent again and a parked message goes on, each with its toast, and the row follows its event", async () => {
    const page = await open(({ hive }) => hive.said.push(sampleMessage(120, { state: "parked" })));
    await row(page, 110).getByRole("button", { name: "send message 110 to bard again" }).click();
    await status(page, "message 110 goes to bard again").waitFor();
    await row(page, 120).getByText("parked: its chain grew too long").waitFor();
    await row(page, 120).getByRole("button", { name: "let message 120 go on to tester" }).click();
    await status(page, "message 120 goes on to tester").waitFor();
    assert.deepEqual(
      stage.core.posted.map(({ path }) => path),
      ["/release/110", "/release/120"],
    );
    stage.core.tell({ kind: "released", id: 120, from: "coder", to: "tester", at: 1, attempts: 0 });
    await row(page, 120).getByText("waits for tester").waitFor({ state: "attached" });
    assert.equal(await row(page, 120).getByRole("button").count(), 0);
  });

  test("a dead letter and a parked message are let go: mark and text stay, flag, buttons and count leave, and so from the keyboard", async () => {
    const page = await open(({ hive }) => hive.said.push(sampleMessage(120, { state: "parked" })));
    const count = page.locator(".flow .head .chip");
    await count.getByText("1 dead letter").waitFor();
    const letGo = (id: number) => row(page, id).getByRole("button", { name: `let message ${id} go: nobody gets it` });
    await letGo(110).focus();
    await page.keyboard.press("Enter");
    await status(page, "message 110 was let go").waitFor();
    stage.core.tell({ kind: "dismissed", id: 110, from: "scout", to: "bard", at: 1, attempts: 5 });
    await row(page, 110).getByText("dead, let go").waitFor({ state: "attached" });
    await page.locator("#msg-110:focus").waitFor();
    await count.waitFor({ state: "detached" });
    assert.equal(await row(page, 110).locator(".flag, .btn").count(), 0);
    assert.equal(await row(page, 110).locator(".mk").getAttribute("title"), "dead, let go");
    await row(page, 110).getByText("numbers attached as promised").waitFor();
    await letGo(120).click();
    await status(page, "message 120 was let go").waitFor();
    stage.core.tell({ kind: "dismissed", id: 120, from: "coder", to: "tester", at: 1, attempts: 0 });
    await row(page, 120).getByText("parked, let go").waitFor({ state: "attached" });
    assert.equal(await row(page, 120).locator(".flag, .btn").count(), 0);
    assert.deepEqual(
      stage.core.posted.map(({ path }) => path),
      ["/dismiss/110", "/dismiss/120"],
    );
    await page.reload();
    await row(page, 120).getByText("parked, let go").waitFor({ state: "attached" });
    assert.equal(await row(page, 120).locator(".btn").count(), 0);
    stage.core.tell({ kind: "released", id: 110, from: "scout", to: "bard", at: 2, attempts: 0 });
    await row(page, 110).getByText("waits for bard").waitFor({ state: "attached" });
  });

  test("a release that is refused says why and leaves the row", async () => {
    const page = await open(({ broken }) => broken.add("/release/110"));
    await row(page, 110).getByRole("button", { name: "send message 110" }).click();
    await status(page, "the core failed on this request").waitFor();
    await row(page, 110).getByText("dead letter after 5 attempts").first().waitFor();
  });

  test("a file that a message names opens in place, stays open over events and reload, and is asked for only then", async () => {
    const page = await open();
    const ref = row(page, 106).locator("details.ref");
    assert.match(await ref.locator("summary").innerText(), /latency\.md\s+1\.8 KiB/);
    const [request] = await Promise.all([page.waitForRequest(/state-file/), ref.locator("summary").click()]);
    const asked = new URL(request.url()).searchParams;
    assert.deepEqual([asked.get("agent"), asked.get("path")], ["scout", REPORT]);
    const text = page.getByRole("region", { name: `beginning of ${REPORT}` });
    await text.getByText("api.northsea").waitFor();
    stage.core.tell({ kind: "sent", message: sampleMessage(130) });
    await row(page, 130).waitFor();
    assert.ok(await text.isVisible());
    await page.reload();
    await text.getByText("api.northsea").waitFor();
  });

  test("a file that is not text, goes on, or is gone says so in words", async () => {
    const ref = (name: string) => ({ path: `/shared/${name}`, size: 5_000_000 });
    const page = await open((core) => {
      core.hive.said.push(
        sampleMessage(120, { file_refs: [ref("a.bin"), ref("b.log"), ref("c.txt")], body: "see a, b and c" }),
      );
      const base = { host_path: "/x", size: 5_000_000 };
      core.hive.files.set("/shared/a.bin", { ...base, path: "/shared/a.bin", truncated: true });
      const hostile = "\u001b[31mred\u001b[0m \u202eevil\u202c <script>window.hacked=1</script>";
      core.hive.files.set("/shared/b.log", { ...base, path: "/shared/b.log", text: hostile, truncated: true });
    });
    await row(page, 120).locator("summary").nth(2).waitFor();
    for (const summary of await row(page, 120).locator("summary").all()) await summary.click();
    await row(page, 120).getByText("this file is not text; 4.8 MiB.").waitFor();
    await row(page, 120).getByText("the file goes on; it has 4.8 MiB in all.").waitFor();
    assert.match(await row(page, 120).locator("pre").innerText(), /^red �evil� <script>window\.hacked=1<\/script>$/);
    await row(page, 120).getByRole("alert").getByText("no such file").waitFor();
    stage.core.hive.files.set("/shared/c.txt", {
      path: "/shared/c.txt",
      host_path: "/x",
      size: 0,
      text: "",
      truncated: false,
    });
    await row(page, 120).getByRole("button", { name: "try again" }).click();
    await row(page, 120).getByText("the file is empty.").waitFor();
  });

  test("an address leads to a message in the inbox: opened, unfolded and focused, also when the inbox was closed", async () => {
    const long = sampleMessage(121, {
      from: "coder",
      to: "operator",
      body: `first line\n\n${"word ".repeat(200)}the end`,
    });
    const page = await open(({ hive }) => hive.said.push(long), "/#msg-121");
    const item = page.locator("#inbox-121:focus");
    await item.getByText("the end").waitFor();
    await item.getByRole("button", { name: "show less" }).waitFor();
    assert.equal(await page.evaluate(() => location.hash), "");
    await page.locator("#inbox > summary").click();
    await item.waitFor({ state: "hidden" });
    await page.evaluate(() => (location.hash = "#msg-107"));
    await page.locator("#inbox-107:focus").waitFor();
  });

  test("an address leads to a message of long ago in the flow, and says so when there is none", async () => {
    const page = await open(({ hive }) => {
      for (let id = 114; id <= 900; id += 1) hive.said.push(sampleMessage(id));
    }, "/#msg-105");
    await page.locator("#msg-105:focus").waitFor();
    stage.core.tell({ kind: "sent", message: sampleMessage(901) });
    await page.getByRole("button", { name: /jump to the/ }).click();
    await row(page, 901).waitFor();
    await page.evaluate(() => (location.hash = "#msg-50000"));
    await status(page, "message 50000 is not here").waitFor();
  });

  test("a message to the operator is said aloud, and a reply turns to its sender and reads up to it", async () => {
    const page = await open();
    stage.core.tell({ kind: "sent", message: sampleMessage(140, { from: "scribe", to: "operator" }) });
    await status(page, "message 140 from scribe").waitFor({ state: "attached" });
    await Promise.all([
      page.waitForResponse(/inbox\/read/),
      page.locator("#inbox-107").getByRole("button", { name: "reply to scribe" }).click(),
    ]);
    await page.getByText("@scribe>").waitFor();
    assert.equal(await field(page).evaluate((line) => line === document.activeElement), true);
    assert.deepEqual(stage.core.posted[0], { path: "/inbox/read", body: { through: 107 } });
  });

  test("of a full inbox the newest fifty are drawn, and older ones are searched for", async () => {
    const page = await open(({ hive }) => {
      for (let id = 200; id < 300; id += 1) hive.said.push(sampleMessage(id, { to: "operator" }));
    });
    for (let id = 300; id < 310; id += 1)
      stage.core.tell({ kind: "sent", message: sampleMessage(id, { to: "operator" }) });
    await page.locator("#inbox-309").waitFor();
    assert.equal(await page.locator(".inbox > li").count(), 50);
    await page.getByRole("button", { name: "search older messages" }).click();
    await page.getByRole("dialog", { name: "search messages" }).waitFor();
  });

  test("texts made to freeze the page are drawn in bounded time", async () => {
    const page = await open();
    const size = 16_000;
    const traps = ["_a_ __b ", "__a", "*a*b ", "> ", "[a](", "~~a ", "a@", "# a\n", "- ".repeat(9), "|a"];
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable");
    // Of the tab's own thread: what else the machine does is not the page's.
    const secondsUsed = async () => {
      const { metrics } = await session.send("Performance.getMetrics");
      return metrics.find(({ name }) => name === "ThreadTime")?.value ?? NaN;
    };
    const before = await secondsUsed();
    traps.forEach((trap, at) =>
      stage.core.tell({
        kind: "sent",
        message: sampleMessage(200 + at, { body: trap.repeat(Math.ceil(size / trap.length)).slice(0, size) }),
      }),
    );
    await row(page, 200 + traps.length - 1).waitFor();
    // Unbounded, they take twice as long as they may here, and bounded a tenth.
    const used = (await secondsUsed()) - before;
    assert.ok(used < 0.8, `it took ${used} s`);
  });

  for (const look of LOOKS) {
    test(`axe finds nothing with files open and text too long, ${look.colorScheme}, ${look.viewport.width} px wide`, async () => {
      const page = await stage.open("/", {
        ...look,
        prepare: ({ hive }) =>
          hive.said.push(
            sampleMessage(120, { state: "parked" }),
            sampleMessage(121, { state: "dead", attempts: 5, dismissed_at: 1 }),
          ),
      });
      await row(page, 120).getByRole("button", { name: "let message 120 go: nobody gets it" }).waitFor();
      await page.locator(".link-state.ok").waitFor();
      await row(page, 106).locator("summary").click();
      await page.getByRole("region", { name: `beginning of ${REPORT}` }).waitFor();
      await field(page).fill("x".repeat(70_000));
      await page.getByText("too long to send").waitFor();
      assert.deepEqual(await axeViolations(page), []);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= look.viewport.width, `expected no sideways scroll, got a page ${width} px wide`);
    });
  }
});
