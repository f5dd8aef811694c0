import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sampleApproval, sampleQuestion } from "../src/store/sample.ts";
import { axeViolations } from "./axe.ts";
import { card, setDecisionsStage, tab, toast } from "./decisions-stage.ts";
import type { FakeCore } from "./fake-core.ts";
import { LOOKS } from "./page-stage.ts";

describe("the decisions in a real browser", () => {
  const { stage, open, posted, questionEnds } = setDecisionsStage();

  test("all of it works by keyboard alone", async () => {
    const page = await open();
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const at = async () =>
      await page.evaluate(() => {
        const { id, ariaLabel, textContent } = document.activeElement as HTMLElement;
        return id || ariaLabel || textContent;
      });
    const isAt = async (id: string) => {
      await page.waitForFunction((wanted) => document.activeElement?.id === wanted, id);
    };
    const tabTo = async (name: RegExp) => {
      for (let step = 0; step < 80; step += 1) {
        await page.keyboard.press("Tab");
        if (name.test((await at()) ?? "")) return;
      }
      assert.fail(`Tab never came to ${name}`);
    };
    await press("Tab", "Enter");
    await isAt("decisions");
    await press("Tab", "Space", "ArrowDown", "Tab");
    await isAt("f-41");
    await press("Enter");
    await toast(page, "answered #41");
    await tabTo(/cancel question 43;/);
    await press("Enter", "Escape");
    await page.getByText("scribe gets [cancelled] instead of an answer").waitFor({ state: "detached" });
    await tabTo(/t-pending/);
    await press("ArrowRight", "ArrowLeft");
    // Tab finds only what is there: the diff comes when it is near.
    await card(page, "apr-87").locator(".diff-add").first().waitFor();
    await tabTo(/last approved/);
    await tabTo(/package-lock\.json/);
    await press("Enter");
    await card(page, "apr-87")
      .getByRole("button", { name: /show the rest/ })
      .waitFor();
    await tabTo(/deny 87$/);
    await press("Enter");
    await isAt("w-87");
    await page.keyboard.type("not now");
    await press("Enter");
    await toast(page, "denied #87");
    await tabTo(/approve 88:/);
    await press("Enter");
    await toast(page, "approved #88, creating cartographer");
    assert.deepEqual(posted(), [["/answer-question/41", "per request"], ["/deny/87", "not now"], ["/approve/88"]]);
  });

  test("an address leads to its question or approval, also one in the history, and says when it is gone", async () => {
    const page = await open(undefined, "/#q-42");
    const focused = (id: string) => page.waitForFunction((wanted) => document.activeElement?.id === wanted, id);
    await focused("q-42");
    await page.evaluate(() => (location.hash = "#apr-91"));
    await focused("apr-91");
    await page.waitForFunction(() => {
      const place = document.getElementById("apr-91")?.getBoundingClientRect();
      return document.querySelectorAll("#apr-91 .dfile").length > 0 && place !== undefined && place.y < 200;
    });
    await page.evaluate(() => (location.hash = "#apr-84"));
    await focused("apr-84");
    await card(page, "apr-84").locator(".diff-add").first().waitFor();
    await page.getByRole("tab", { name: /history/, selected: true }).waitFor();
    await page.evaluate(() => (location.hash = "#q-7"));
    await toast(page, "question 7 is not here: it has ended");
    await page.evaluate(() => (location.hash = "#apr-7"));
    await toast(page, "approval 7 is not here: it has ended, and it is not among the last 30");
  });

  test("while the connection is lost every decision rests and keeps its words; nothing is sent", async () => {
    const page = await open();
    await card(page, "q-43")
      .getByLabel(/your answer/)
      .fill("the daily");
    for (const path of ["/dashboard/stream", "/api/state", "/dashboard/history"]) stage.core.broken.add(path);
    stage.core.dropStreams();
    await page.locator(".link-state.bad").waitFor();
    const answer = card(page, "q-43").getByRole("button", { name: "answer question 43" });
    assert.equal(await answer.getAttribute("aria-disabled"), "true");
    await card(page, "q-43")
      .getByLabel(/your answer/)
      .press("Enter");
    const resting = page.locator("#decisions button[aria-disabled=true]");
    assert.ok((await resting.count()) >= 15);
    assert.deepEqual(posted(), []);
    questionEnds(41, { state: "answered", answerer: "operator" });
    // Pressed while it cannot help: once the core is back the page may be quicker, and the button gone.
    await page.getByRole("button", { name: "try now" }).click();
    stage.core.broken.clear();
    await card(page, "q-41").waitFor({ state: "detached" });
    await page.locator(".link-state.ok").waitFor();
    assert.equal(
      await card(page, "q-43")
        .getByLabel(/your answer/)
        .inputValue(),
      "the daily",
    );
    await answer.click();
    await toast(page, "answered #43");
    assert.deepEqual(posted(), [["/answer-question/43", "the daily"]]);
  });

  test("a part whose source fails shows the error and a retry, never an empty list", async () => {
    const failed = (core: FakeCore) =>
      core.hive.change({
        problems: (["questions", "approvals", "approval_history"] as const).map((section) => ({
          section,
          error: `${section} cannot be read`,
        })),
      });
    const page = await open(failed, "/", { reducedMotion: "reduce" });
    await page.getByText("the questions could not be loaded.").waitFor();
    await page.getByText("the approvals could not be loaded.").waitFor();
    assert.equal(await page.getByText("nothing waits for you.").count(), 0);
    await tab(page, /history/).click();
    await page.getByText("the history could not be loaded.").waitFor();
    assert.deepEqual(await axeViolations(page), []);
    stage.core.hive.change({ problems: [] });
    await page.locator("#p-history").getByRole("button", { name: "try again" }).click();
    await card(page, "apr-84").waitFor();
    await card(page, "q-41").waitFor();
  });

  test("hostile words of agents stay words and break no layout", async () => {
    const evil = `<script>window.hacked=1</script>[x](javascript:alert(1))\u202e${"w".repeat(3000)}`;
    const page = await open((core) =>
      core.hive.change({
        decisions: {
          questions: [
            sampleQuestion(1, { question: evil, options: [evil.slice(0, 200), "<b>b</b>"], asker: "x".repeat(63) }),
          ],
          pending: [
            sampleApproval(2, {
              description: evil,
              agent: "y".repeat(63),
              fetched_sha: undefined,
              risk: { level: "high", reasons: [evil, "<i>i</i>"] },
            }),
          ],
          history: [],
        },
      }),
    );
    await card(page, "apr-2").waitFor();
    await card(page, "q-1").locator(".qtext .md:not(.raw)").waitFor();
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.waitForFunction((wanted) => innerWidth === wanted, width);
      const wide = await page.evaluate(
        () =>
          [...document.querySelectorAll("#decisions, #decisions *")].filter(
            (element) =>
              element.getBoundingClientRect().right > innerWidth + 1 && element.closest(".clip, .sr") === null,
          ).length,
      );
      assert.equal(wide, 0, `${width} px`);
    }
    assert.equal(await page.evaluate(() => (window as { hacked?: number }).hacked), undefined);
    assert.equal(await page.locator("#decisions").locator("script, b b, i i, a[href^=javascript]").count(), 0);
  });

  for (const look of LOOKS) {
    test(`axe finds nothing in the decisions, ${look.colorScheme}, ${look.viewport.width} px wide`, async () => {
      const page = await open(undefined, "/", look);
      await card(page, "apr-87").scrollIntoViewIfNeeded();
      await card(page, "apr-87").locator(".diff-add").first().waitFor();
      await card(page, "q-41").getByLabel("per request").check();
      await card(page, "q-43")
        .getByRole("button", { name: /cancel question 43;/ })
        .click();
      await card(page, "apr-88")
        .getByRole("button", { name: /deny 88$/ })
        .click();
      await page.locator("#w-88").waitFor();
      await page.getByRole("button", { name: /of low risk/ }).click();
      await page.getByLabel("name of the new agent").fill("No");
      assert.deepEqual(await axeViolations(page), []);
      await tab(page, /history/).click();
      await card(page, "apr-85").locator("summary").first().click();
      await card(page, "apr-85").locator(".diff-add").first().waitFor();
      assert.deepEqual(await axeViolations(page), []);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= look.viewport.width, `expected no sideways scroll, got a page ${width} px wide`);
    });
  }
});
