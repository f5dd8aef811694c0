import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { sampleContainer, sampleMessage } from "../src/store/sample.ts";
import { axeViolations } from "./axe.ts";
import type { FakeCore } from "./fake-core.ts";
import { LOOKS, setPageStage } from "./page-stage.ts";
import { leaveEnd } from "./leave-end.ts";
import { addDecisions } from "./sample-decisions.ts";

const isLive = (page: Page) => page.locator(".link-state.ok").waitFor();

describe("the dashboard in a real browser", () => {
  const stage = setPageStage();
  const openDashboard = (prepare: (core: FakeCore) => void = () => undefined) => stage.open("/", { prepare });

  const flow = (page: Page) => page.getByRole("log", { name: "message flow" });
  const field = (page: Page) => page.getByLabel(/^message to/);
  const agent = (page: Page, name: string) => page.locator(`#agent-${name}`);
  const options = (page: Page) => page.getByRole("option");
  /** Waits until the field holds a text, or none once what it held has arrived. */
  const holds = async (page: Page, text: string) =>
    await page.waitForFunction((wanted) => document.querySelector<HTMLTextAreaElement>("#say")?.value === wanted, text);

  test("on a desk the page never scrolls as a whole, whatever is led to", async () => {
    const page = await stage.open("/", { prepare: addDecisions });
    await page.locator("#apr-91").waitFor();
    for (const part of ["#apr-91", "#builds", "#agent-tester"]) {
      await page.locator(part).evaluate((element) => element.scrollIntoView({ block: "start" }));
      const [top, below] = await page.evaluate(() => [
        document.querySelector(".banner")?.getBoundingClientRect().top,
        document.documentElement.scrollHeight - innerHeight,
      ]);
      assert.deepEqual([top, below], [0, 0]);
    }
  });

  test("the dashboard shows every agent with its state, the inbox and the flow", async () => {
    const page = await openDashboard();
    await isLive(page);
    const says = async (part: Locator, words: RegExp) => await part.filter({ hasText: words }).waitFor();
    await says(agent(page, "coder"), /coder[^]*thinking[^]*84\.2k[^]*2 queued/);
    await says(agent(page, "tester"), /crashed[^]*out of memory/);
    await says(agent(page, "scribe"), /restarting…/);
    assert.equal(await page.getByRole("link", { name: "hm1nd" }).getAttribute("href"), "/agent/manager/");
    await says(flow(page), /dead letter after 5 attempts: bard was destroyed/);
    await says(page.locator(".inbox"), /3 unread|214 browser tests/);
    await page.waitForFunction(() => document.title === "(1) hyperhive");
  });

  test("a message that comes is seen at once, in flow and inbox, and its fate follows", async () => {
    const page = await openDashboard();
    await flow(page).waitFor();
    stage.core.tell({
      kind: "sent",
      message: sampleMessage(500, { from: "manager", to: "operator", body: "the **fetcher** is fast now" }),
    });
    await page.locator(".inbox strong", { hasText: "fetcher" }).waitFor();
    stage.core.tell({ kind: "sent", message: sampleMessage(501, { to: "scout" }) });
    const row = page.locator("#msg-501");
    await row.getByText("waits for scout").waitFor({ state: "attached" });
    stage.core.tell({ kind: "acked", id: 501, from: "coder", to: "scout", at: 1, attempts: 1 });
    await row.getByText("acked").waitFor({ state: "attached" });
  });

  test("what is marked as read is read in the core, and so in every browser", async () => {
    const page = await openDashboard();
    await isLive(page);
    const unread = page.locator(".inbox .unread");
    await unread.first().waitFor();
    const before = await unread.count();
    const answered = page.waitForResponse((response) => response.url().endsWith("/inbox/read"));
    await page.getByRole("button", { name: "mark all as read" }).click();
    await answered;
    assert.equal(stage.core.posted[0]?.path, "/inbox/read");
    assert.equal(await unread.count(), before, "only the core's word makes them read");
    for (const { id, from } of stage.core.hive.inboxOf("operator"))
      stage.core.tell({ kind: "acked", id, from, to: "operator", at: 1, attempts: 0 });
    await page.waitForFunction(() => document.querySelector(".inbox .unread") === null);
  });

  test("Enter sends to the sticky recipient, Shift+Enter breaks the line, @name redirects and sticks", async () => {
    const page = await openDashboard();
    await isLive(page);
    await field(page).fill("first");
    await field(page).press("Shift+Enter");
    await field(page).pressSequentially("second");
    await field(page).press("Enter");
    await holds(page, "");
    await field(page).fill("@scout how far?");
    await field(page).press("Enter");
    await page.getByText("@scout>").waitFor();
    await holds(page, "");
    assert.deepEqual(
      stage.core.posted.map(({ path, body }) => [path, body["to"], body["body"]]),
      [
        ["/op-send", "manager", "first\nsecond"],
        ["/op-send", "scout", "how far?"],
      ],
    );
    await page.reload();
    await page.getByText("@scout>").waitFor();
  });

  test("@ opens the list of agents: arrows move, Tab takes, Escape closes, a click takes", async () => {
    const page = await openDashboard();
    await isLive(page);
    await field(page).fill("@sc");
    await options(page).nth(1).waitFor();
    assert.match(
      (await options(page).allInnerTexts()).join(" | "),
      /^@scout\nrate limited, reads it at \d\d:\d\d \| @scribe\ncompacting$/,
    );
    await field(page).press("ArrowDown");
    await page.locator("#say[aria-activedescendant=say-list-1]").waitFor();
    await field(page).press("Tab");
    await holds(page, "@scribe ");
    await field(page).fill("@co");
    await options(page).first().waitFor();
    await field(page).press("Escape");
    await options(page).first().waitFor({ state: "detached" });
    await field(page).fill("@cod");
    await options(page).first().click();
    await holds(page, "@coder ");
  });

  test("a name that nobody has is not sent, and the text stays", async () => {
    const page = await openDashboard();
    await isLive(page);
    await field(page).fill("@bard hello");
    await field(page).press("Enter");
    await page.getByText("no agent is called bard").waitFor();
    assert.equal(await field(page).inputValue(), "@bard hello");
    assert.deepEqual(stage.core.posted, []);
  });

  test("an action spins, tells its outcome, and what is pending rests the buttons", async () => {
    const page = await openDashboard();
    await agent(page, "tester").getByRole("button", { name: "start tester" }).first().click();
    await page.getByRole("status").getByText("tester starts").waitFor();
    assert.deepEqual(stage.core.posted[0], { path: "/start", body: { name: "tester" } });
    stage.core.tell({ kind: "transient_set", name: "coder", transient: "stopping", since: 1 });
    await agent(page, "coder").getByText("stopping…").waitFor();
    await agent(page, "coder").getByRole("button", { name: "actions for coder" }).click();
    await agent(page, "coder").getByRole("button", { name: "stop coder", disabled: true }).waitFor();
    stage.core.tell({ kind: "transient_cleared", name: "coder", error: "the cage did not stop in 10 s" });
    await page.getByRole("status").getByText("the cage did not stop in 10 s").waitFor();
  });

  test("a request that fails says why", async () => {
    const page = await openDashboard();
    stage.core.broken.add("/start");
    await agent(page, "tester").getByRole("button", { name: "start tester" }).first().click();
    await page.getByRole("status").getByText("the core failed on this request").waitFor();
  });

  test("what happened while the connection was lost is there again without a reload, and nothing twice", async () => {
    const page = await openDashboard();
    await flow(page).waitFor();
    stage.core.tell({ kind: "sent", message: sampleMessage(600, { body: "before the break" }) });
    await page.locator("#msg-600").waitFor();
    stage.core.dropStreams();
    stage.core.tell({ kind: "sent", message: sampleMessage(601, { body: "during the break" }) });
    await page.locator("#msg-601").waitFor();
    assert.equal(await page.locator("#msg-600").count(), 1);
    await isLive(page);
  });

  test("a core that cannot replay is asked for everything anew", async () => {
    const page = await openDashboard();
    await flow(page).waitFor();
    stage.core.forgetHistory();
    stage.core.tell({
      kind: "container_state_changed",
      container: sampleContainer("coder", { status_text: "from the new epoch" }),
    });
    stage.core.dropStreams();
    await page.getByText("from the new epoch").waitFor();
  });

  test("a lost connection is said at once: the content stays, the buttons rest, a draft is kept", async () => {
    const page = await openDashboard();
    await isLive(page);
    // Its time stands still, so that it does not come back by itself.
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 60_000);
    stage.core.broken.add("/dashboard/stream").add("/api/state").add("/dashboard/history");
    stage.core.dropStreams();
    await page.getByRole("alert").getByText("connection lost.").waitFor();
    await page.locator(".link-state.bad").waitFor();
    await agent(page, "coder").getByText("thinking").first().waitFor();
    await agent(page, "tester").getByRole("button", { name: "start tester", disabled: true }).first().waitFor();
    await field(page).fill("do not lose me");
    await field(page).press("Enter");
    await page.getByText("your text is kept here").waitFor();
    assert.equal(await field(page).inputValue(), "do not lose me");
    stage.core.broken.clear();
    await page.getByRole("button", { name: "try now" }).click();
    await isLive(page);
    await page.getByRole("alert").waitFor({ state: "detached" });
  });

  test("a section whose source fails shows the error and a retry, and the others go on", async () => {
    const page = await openDashboard((fake) => fake.broken.add("/dashboard/history"));
    await flow(page).getByText("the message flow could not be loaded.").waitFor();
    assert.equal(await page.getByText("no messages yet").count(), 0);
    await agent(page, "coder").waitFor();
    stage.core.broken.clear();
    stage.core.tell({ kind: "sent", message: sampleMessage(700) });
    await flow(page).getByRole("button", { name: "try again" }).click();
    await page.locator("#msg-700").waitFor();
  });

  test("a session that ends while the page is open says how to log in again", async () => {
    const page = await openDashboard();
    await isLive(page);
    stage.core.logOut();
    await page.getByRole("alert").getByText("you are logged out.").waitFor();
    await page.getByRole("alert").getByText("hive-c0re login-link").waitFor();
  });

  test("hostile text is shown, not run", async () => {
    const page = await openDashboard();
    await flow(page).waitFor();
    const bodies = [
      "<script>window.hacked = 1</script> <img src=x onerror='window.hacked = 2'> <style>body{display:none}</style>",
      "[click](javascript:window.hacked=3) [data](data:text/html,hi) [fine](https://docs.example/a?b=1&c=2) ![pixel](https://evil.example/p.png)",
      '<form action="/kill"><input name="name" value="coder"><button>win</button></form> <a href="x" onclick="window.hacked=4">a</a> <iframe src="/"></iframe>',
      "x".repeat(1_000_000),
      `${">".repeat(20_000)} deep`,
      "[".repeat(20_000),
    ];
    bodies.forEach((body, index) => stage.core.tell({ kind: "sent", message: sampleMessage(800 + index, { body }) }));
    await page.locator("#msg-805").waitFor();
    assert.equal(await page.evaluate(() => (window as { hacked?: number }).hacked), undefined);
    // Until its code is there, markdown is shown as it was written.
    await page.locator("#msg-801 a").nth(1).waitFor();
    await page.locator("#msg-800").getByText("<script>window.hacked = 1</script>").waitFor();
    assert.equal(await flow(page).locator("script, img, style, form, input, iframe, [onclick], [style]").count(), 0);
    const links = await page
      .locator("#msg-801 a")
      .evaluateAll((all) => all.map((a) => [a.getAttribute("href"), a.getAttribute("rel"), a.getAttribute("target")]));
    assert.deepEqual(links, [
      ["https://docs.example/a?b=1&c=2", "noopener noreferrer", "_blank"],
      ["https://evil.example/p.png", "noopener noreferrer", "_blank"],
    ]);
    assert.ok((await page.locator("#msg-803").innerText()).length < 10_000);
    await page.locator("#msg-803").getByRole("button", { name: "show all 1,000,000 characters" }).click();
    await page.locator("#msg-803").getByRole("button", { name: "show less" }).waitFor({ state: "attached" });
    assert.ok((await page.locator("#msg-803").innerText()).length > 1_000_000);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 1440, `expected no sideways scroll, got a page ${width} px wide`);
  });

  test("the flow sticks to its end, and counts what is new while the reader is elsewhere", async () => {
    const page = await openDashboard();
    await page.locator("#msg-113").waitFor();
    await leaveEnd(page);
    stage.core.tell({ kind: "sent", message: sampleMessage(900) });
    stage.core.tell({ kind: "sent", message: sampleMessage(901) });
    await page.getByRole("button", { name: "2 new rows, jump to the end" }).click();
    await page.getByRole("button", { name: /new rows/ }).waitFor({ state: "detached" });
    stage.core.tell({ kind: "sent", message: sampleMessage(902) });
    await page.locator("#msg-902").waitFor();
    await page.waitForFunction(() => {
      const pane = document.querySelector("#msgflow .live");
      return pane !== null && pane.scrollHeight - pane.scrollTop - pane.clientHeight < 40;
    });
  });

  test("rows of the backfill do not move, rows that come do", async () => {
    const page = await openDashboard();
    await page.locator("#msg-113").waitFor();
    await isLive(page);
    stage.core.tell({ kind: "sent", message: sampleMessage(910) });
    await page.locator("#msg-910").waitFor();
    const animated = await flow(page)
      .locator(".row:not(.no-anim)")
      .evaluateAll((rows) => rows.map(({ id }) => id));
    assert.deepEqual(animated, ["msg-910"]);
  });

  test("a first day and a demo are said in words", async () => {
    const page = await openDashboard((fake) => {
      fake.hive.beQuiet();
      Object.assign(fake.hive.info, { demo: true });
    });
    await page.getByText("nothing waits for you", { exact: true }).waitFor();
    await page.getByText("this is a demo:").waitFor();
    await page.getByText("no messages yet.").waitFor();
    await page.getByText("nobody has written to you.").waitFor();
  });

  for (const look of LOOKS) {
    test(`axe finds nothing on the dashboard, ${look.colorScheme}, ${look.viewport.width} px wide`, async () => {
      const page = await stage.open("/", look);
      await page.locator("#msg-113").waitFor();
      await page.getByRole("button", { name: "actions for coder" }).click();
      await field(page).fill("@");
      await options(page).first().waitFor();
      assert.deepEqual(await axeViolations(page), []);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= look.viewport.width, `expected no sideways scroll, got a page ${width} px wide`);
    });
  }
});
