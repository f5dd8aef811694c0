import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { sampleMessage } from "../src/store/sample.ts";
import { axeViolations } from "./axe.ts";
import type { FakeCore } from "./fake-core.ts";
import { LOOKS, setPageStage } from "./page-stage.ts";

/** A hundred messages about the fetcher, long ago, beneath an ordinary day. */
function fillArchive({ hive }: FakeCore): void {
  const old = Array.from({ length: 100 }, (_, at) =>
    sampleMessage(at + 1, { from: "scout", body: `the Fetcher, day ${at}: ${"all well. ".repeat(60)}` }),
  );
  hive.said.unshift(...old);
}

describe("the search over messages in a real browser", () => {
  const stage = setPageStage();
  const dialog = (page: Page) => page.getByRole("dialog", { name: "search messages" });
  const field = (page: Page) => dialog(page).getByLabel("words to look for");
  const found = (page: Page) => dialog(page).getByRole("listitem");
  const openSearch = async (options: Parameters<typeof stage.open>[1] = { prepare: fillArchive }) => {
    const page = await stage.open("/", options);
    await page.locator(".msg").first().waitFor();
    await page.getByRole("button", { name: "search messages" }).click();
    await dialog(page).waitFor();
    return page;
  };

  test("words are looked for as they are typed, and are marked in what is found, newest first", async () => {
    const page = await openSearch();
    await page.keyboard.type("retry.test");
    await dialog(page).getByText("1 message, newest first.").waitFor();
    // A part of the words may be found before the last letter is there.
    await found(page)
      .locator("mark", { hasText: /^retry\.test$/ })
      .waitFor();
    assert.match(await found(page).innerText(), /tester[^]*coder[^]*#112[^]*first failure/);
    assert.deepEqual(await found(page).locator("mark").allInnerTexts(), ["retry.test"]);
    await field(page).fill("FETCHER");
    await dialog(page).getByText("50 messages, newest first; older ones were not looked at yet.").waitFor();
    const marks = await found(page).locator("mark").allInnerTexts();
    assert.ok(marks.length >= 50 && marks.every((mark) => mark.toLowerCase() === "fetcher"));
  });

  test("looking further back adds the older ones until there are no more", async () => {
    const page = await openSearch();
    await field(page).fill("fetcher");
    await found(page).nth(49).waitFor();
    const further = dialog(page).getByRole("button", { name: "look further back" });
    await further.click();
    await found(page).nth(99).waitFor();
    await further.click();
    await dialog(page)
      .getByText(/^\d+ messages, newest first\.$/)
      .waitFor();
    assert.equal(await further.count(), 0);
    const ids = await found(page)
      .locator(".meta .muted")
      .evaluateAll((all) => all.map((id) => Number(id.textContent?.slice(1))));
    assert.deepEqual(
      ids,
      ids.toSorted((a, b) => b - a),
    );
    assert.equal(new Set(ids).size, ids.length);
  });

  test("nothing found is said, and what fails is said and asked again", async () => {
    const page = await openSearch();
    await field(page).fill("unicorn");
    await dialog(page).getByText("no message has these words.").waitFor();
    stage.core.broken.add("/api/search");
    await field(page).fill("fetcher");
    await dialog(page).getByRole("alert").getByText("the core failed on this request").waitFor();
    stage.core.broken.clear();
    await dialog(page).getByRole("button", { name: "try again" }).click();
    await found(page).first().waitFor();
    assert.equal(await dialog(page).getByRole("alert").count(), 0);
  });

  test("a message that was found unfolds, and leads to its place in the flow", async () => {
    const page = await openSearch({
      prepare: (core) => {
        fillArchive(core);
        for (let id = 114; id < 600; id += 1) core.hive.said.push(sampleMessage(id));
      },
    });
    await field(page).fill("lighthouse");
    await dialog(page).getByText("no message has these words.").waitFor();
    await field(page).fill('"day 7:"');
    await dialog(page).getByText("1 message, newest first.").waitFor();
    await found(page).getByRole("button", { name: "show all of message 8" }).click();
    await found(page).locator(".md").waitFor();
    await found(page).getByRole("button", { name: "show message 8 in the flow" }).click();
    await dialog(page).waitFor({ state: "detached" });
    await page.locator("#msg-8:focus").waitFor();
    await page.locator("#msg-9").waitFor();
    await page.getByRole("button", { name: "jump to the newest rows" }).waitFor();
  });

  test("the slash opens it where nobody writes, Escape closes it, and the focus is where it was", async () => {
    const page = await stage.open("/", { prepare: fillArchive });
    await page.locator("#msg-113").waitFor();
    const bell = page.getByRole("button", { name: "switch between light and dark" });
    await bell.focus();
    await page.keyboard.press("/");
    await field(page).waitFor();
    assert.equal(await field(page).evaluate((input) => input === document.activeElement), true);
    await page.keyboard.type("a/b");
    assert.equal(await field(page).inputValue(), "a/b");
    for (let turn = 0; turn < 12; turn += 1) {
      await page.keyboard.press("Tab");
      const where = await page.evaluate(() => document.activeElement?.closest("main, header") ?? undefined);
      assert.equal(where, undefined, "the focus stays in the dialog");
    }
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "detached" });
    assert.equal(await bell.evaluate((button) => button === document.activeElement), true);
    await page.getByLabel(/^message to/).fill("and/or");
    await page.getByLabel(/^message to/).press("/");
    assert.equal(await page.getByLabel(/^message to/).inputValue(), "and/or/");
    assert.equal(await dialog(page).count(), 0);
  });

  test("a query that changes while it is answered shows only the last", async () => {
    const page = await openSearch();
    await field(page).pressSequentially("fetcher tester coder", { delay: 15 });
    await dialog(page).getByText("no message has these words.").waitFor();
    await field(page).fill("");
    await dialog(page).getByText("every word must be in the message").waitFor();
    assert.equal(await found(page).count(), 0);
  });

  test("hostile text in what is found is text", async () => {
    const page = await openSearch({
      prepare: ({ hive }) => {
        hive.said.push(
          sampleMessage(140, {
            body: "needle <img src=x onerror='window.hacked=1'> \u202eneedle\u202c <mark>x</mark>",
          }),
          sampleMessage(141, { body: `needle ${"x".repeat(60_000)}` }),
        );
      },
    });
    await field(page).fill("needle");
    await found(page).nth(1).waitFor();
    for (const id of [140, 141]) {
      await found(page)
        .getByRole("button", { name: `show all of message ${id}` })
        .click();
      await found(page)
        .filter({ hasText: `#${id}` })
        .locator(".md:not(.raw), pre.out")
        .waitFor();
    }
    assert.equal(await dialog(page).locator("img, script").count(), 0);
    assert.equal(await page.evaluate(() => (window as { hacked?: number }).hacked), undefined);
    const over = await dialog(page).evaluate((box) => box.scrollWidth - box.clientWidth);
    assert.ok(over <= 0, `expected no sideways scroll, got ${over} px`);
  });

  for (const look of LOOKS) {
    test(`axe finds nothing in the search, ${look.colorScheme}, ${look.viewport.width} px wide`, async () => {
      const page = await openSearch({ ...look, prepare: fillArchive });
      assert.deepEqual(await axeViolations(page), []);
      await field(page).fill("fetcher");
      await found(page).nth(49).waitFor();
      await found(page).first().getByRole("button", { name: "show all" }).click();
      await found(page).first().locator(".md:not(.raw)").waitFor();
      assert.deepEqual(await axeViolations(page), []);
    });
  }
});
