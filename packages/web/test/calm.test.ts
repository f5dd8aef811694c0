import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { sampleContainer, sampleQuestion } from "../src/store/sample.ts";
import type { FakeCore } from "./fake-core.ts";
import { holdTime, setPageStage } from "./page-stage.ts";

const MINUTE = 60_000;

function askOne({ hive }: FakeCore): void {
  hive.change({ decisions: { questions: [sampleQuestion(41)], pending: [], history: [] } });
}

/** Properties that an animation without end changes. */
async function moves(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations === Infinity)
      .map(({ effect }) => effect as KeyframeEffect)
      .flatMap((effect) => effect.getKeyframes().flatMap((frame) => Object.keys(frame)))
      .filter((key) => !["offset", "computedOffset", "easing", "composite"].includes(key))
      .filter((key, at, all) => all.indexOf(key) === at)
      .toSorted(),
  );
}

describe("a page that nothing happens to, in a real browser", () => {
  const stage = setPageStage();
  /** A page whose clock the test can move, when all that follows the first answers is done. */
  const open = async () => {
    const page = await stage.open("/", { prepare: askOne });
    await page.clock.install();
    await page.reload();
    await page.locator("#q-41").waitFor();
    await page.locator(".link-state.ok").waitFor();
    await page.waitForFunction(() => document.title === "(2) hyperhive");
    return page;
  };
  /** Moves the pointer, and waits until the page has seen it. */
  const touch = async (page: Page, at: number) => {
    const seen = await page.evaluateHandle(() => {
      return { seen: new Promise((resolve) => addEventListener("pointermove", resolve, { once: true })) };
    });
    await page.mouse.move(at, at);
    await seen.evaluate(async (move) => void (await move.seen));
  };

  test("what moves without end only fades and slides, which takes neither layout nor paint", async () => {
    const page = await open();
    assert.deepEqual(await moves(page), ["opacity", "transform"]);
  });

  test("nothing moves once nobody has touched the page for a minute; the pointer wakes it", async () => {
    const page = await open();
    await holdTime(page);
    await touch(page, 200);
    await page.clock.fastForward(MINUTE - 1000);
    assert.notDeepEqual(await moves(page), []);
    await page.clock.fastForward(2000);
    assert.deepEqual(await moves(page), []);
    await touch(page, 300);
    assert.notDeepEqual(await moves(page), []);
  });

  test("what comes to wait for the operator moves also where nobody has touched the page for long", async () => {
    const page = await open();
    await page.clock.fastForward(2 * MINUTE);
    assert.deepEqual(await moves(page), []);
    stage.core.tell({ kind: "question_added", question: sampleQuestion(42) });
    await page.locator("#q-42").waitFor();
    await page.locator("html:not([data-alone])").waitFor();
    assert.notDeepEqual(await moves(page), []);
  });

  test("a tick of the clock changes the texts that say something else by then, and nothing beside them", async () => {
    const page = await open();
    const containers = [
      sampleContainer("old", { turn_state_since: Math.floor(Date.now() / 1000) - 7300 }),
      sampleContainer("busy", { turn_state: "thinking", turn_state_since: Math.floor(Date.now() / 1000) - 100 }),
    ];
    for (const container of containers) stage.core.tell({ kind: "container_state_changed", container });
    await page
      .locator("#agent-busy .nums")
      .getByText(/^\d m \d\d s$/)
      .waitFor();
    await holdTime(page);
    // Ticks are a second apart from one that is due on.
    await page.clock.runFor(1000);
    await page.evaluate(() => {
      const changed: string[] = [];
      Object.assign(globalThis, { changed });
      const swarm = document.querySelector(".agents");
      if (swarm === null) throw new Error("expected agents");
      new MutationObserver((records) =>
        changed.push(
          ...records.map(({ type, target }) => `${type} ${target.parentElement?.closest("li")?.id ?? "a row"}`),
        ),
      ).observe(swarm, { subtree: true, childList: true, attributes: true, characterData: true });
    });
    await page.clock.runFor(1000);
    const changed = await page.evaluate(() => (globalThis as unknown as { changed: string[] }).changed);
    assert.ok(changed.includes("characterData agent-busy"), String(changed));
    assert.ok(!changed.some((change) => change.endsWith("agent-old")), String(changed));
    assert.deepEqual([...new Set(changed.map((change) => change.split(" ")[0]))], ["characterData"]);
  });
});
