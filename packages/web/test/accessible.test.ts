import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { sampleContainer, sampleMessage } from "../src/store/sample.ts";
import { axTree } from "./ax-tree.ts";
import { axeViolations } from "./axe.ts";
import type { FakeCore } from "./fake-core.ts";
import { LOOKS, setPageStage } from "./page-stage.ts";
import { button, fillAll, isLive, PAGE_STATES, SOURCES, type PageState } from "./page-states.ts";
import { sampleLines } from "./sample-builds.ts";

/** The columns as they are between a phone and a desk. */
const BETWEEN = [768, 1280].map((width) => ({ colorScheme: "dark", viewport: { width, height: 900 } }) as const);

describe("every state of the pages, for everybody", () => {
  const stage = setPageStage();
  const reach = async ({ path = "/", options, prepare, reach: to }: PageState) => {
    const page = await stage.open(path, { reducedMotion: "reduce", ...options, ...(prepare && { prepare }) });
    await to?.(page, stage.core);
    return page;
  };

  for (const [name, state] of Object.entries(PAGE_STATES))
    for (const looks of state.isWhole === true ? [LOOKS, BETWEEN] : [LOOKS])
      test(`axe finds nothing ${looks === LOOKS ? "in any look" : "between desk and phone"}: ${name}`, async () => {
        const page = await reach(state);
        for (const { colorScheme, viewport } of looks) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize(viewport);
          await page.waitForFunction((width) => innerWidth === width, viewport.width);
          // A part that lays itself out by its width does so in the next frame.
          await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
          const look = `${colorScheme}, ${viewport.width} px wide`;
          assert.deepEqual(await axeViolations(page), [], look);
          assert.ok((await sideways(page)) <= 0, `expected no sideways scroll, ${look}`);
        }
      });

  const fullDay = async (options: object = {}) => {
    const page = await reach({ prepare: fillAll, options });
    await isLive(page);
    await page.locator("#apr-87").scrollIntoViewIfNeeded();
    await page.locator("#apr-87 .diff-add").first().waitFor();
    for (const part of ["kept state", "meta inputs"])
      await page.getByRole("heading", { name: part, exact: true }).click();
    await button(page, "actions for coder").click();
    await button(page, /purge what is left of bard/).waitFor();
    await page.getByLabel("hyperhive", { exact: true }).waitFor();
    return page;
  };

  test("a screen reader hears plain words, one title, headings in their levels, and names of all parts", async () => {
    const page = await fullDay();
    const tree = await axTree(page);
    const named = (...roles: string[]) => tree.filter(({ role }) => roles.includes(role)).map(({ name }) => name);
    const acts = named("button", "link", "tab", "checkbox", "radio", "textbox", "combobox", "DisclosureTriangle");
    assert.ok(acts.length > 80, `got ${acts.length} things to press`);
    assert.deepEqual(
      acts.filter((name) => !isPlain(name)),
      [],
    );
    const headings = tree.filter(({ role }) => role === "heading");
    assert.deepEqual(
      headings.filter(({ name }) => !isPlain(name)),
      [],
    );
    assert.equal(headings.filter(({ level }) => level === 1).length, 1);
    headings.forEach(({ name, level = 0 }, at) => {
      const before = headings[at - 1]?.level ?? 0;
      assert.ok(level <= before + 1, `${name} has level ${level} after one of level ${before}`);
    });
    assert.deepEqual(named("main", "banner", "navigation").length, 2, "the dock is for a phone");
    const regions = named("region");
    for (const part of ["waiting for you", "decisions", "questions", "approvals", "swarm", "messages"])
      assert.ok(regions.includes(part), `${part} is no landmark: ${regions.join(", ")}`);
    assert.equal(new Set(regions).size, regions.length, "each has a name of its own");
    assert.ok(named("log").includes("message flow"));
  });

  test("what is said aloud has its place before there is anything to say, and what ticks or turns is not said", async () => {
    const page = await fullDay();
    const live = "[role=status], [role=alert], [aria-live]:not([aria-live=off])";
    const texts = await page.locator(live).evaluateAll((places) => places.map(({ id, className }) => id || className));
    for (const place of ["toasts", "spawn-problem", "say-problem"])
      assert.ok(texts.includes(place), `${place} is not among ${texts.join(", ")}`);
    await page.evaluate((places) => {
      const said: string[] = [];
      Object.assign(window, { said });
      const watcher = new MutationObserver((changes) => {
        for (const { target } of changes) {
          const element = target instanceof Element ? target : target.parentElement;
          // What is hidden from a screen reader says nothing, wherever it is.
          if (element?.closest("[aria-hidden=true]") !== null) continue;
          const place = element.closest(places);
          if (place !== null) said.push(place.textContent ?? "");
        }
      });
      watcher.observe(document.body, { subtree: true, childList: true, characterData: true });
    }, live);
    stageTells(stage.core);
    await page.getByText("counting sheep").waitFor();
    await page.locator("#build-12").getByText("layer 41:").waitFor();
    await page
      .locator("#q-41 .badge")
      .evaluate(
        (chip) =>
          new Promise((ticked) =>
            new MutationObserver(ticked).observe(chip, { subtree: true, childList: true, characterData: true }),
          ),
      );
    assert.deepEqual(await page.evaluate(() => (window as unknown as { said: string[] }).said), []);
    stage.core.tell({ kind: "sent", message: sampleMessage(501, { from: "manager", to: "operator" }) });
    await page.waitForFunction(() => (window as unknown as { said: string[] }).said.includes("message 501 from hm1nd"));
  });

  test("what goes from under the keyboard leaves the focus near its place", async () => {
    const everything = SOURCES.map((section) => ({ section, error: `${section} cannot be read` }));
    const page = await stage.open("/", { prepare: (core) => core.hive.change({ problems: everything }) });
    const { hive, tell, broken } = stage.core;
    const press = async (face: Locator) => {
      await face.focus();
      await page.keyboard.press("Enter");
    };
    const stands = async (place: string) =>
      await page
        .waitForFunction((near) => document.activeElement?.closest(near) !== null, place)
        .catch(async () => {
          const at = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120));
          assert.fail(`expected the focus in ${place}, it is on ${at}`);
        });
    const again = page.locator("#inbox").getByRole("button", { name: "try again" });
    await again.waitFor();
    hive.change({ problems: [] });
    await press(again);
    await page.locator("#inbox .inbox").waitFor();
    await stands("#messages");
    await press(button(page, "mark all as read"));
    for (const { id, from } of hive.inboxOf("operator"))
      tell({ kind: "acked", id, from, to: "operator", at: 1, attempts: 0 });
    await button(page, "mark all as read").waitFor({ state: "detached" });
    await stands("#inbox");
    await press(button(page, "send message 110 to bard again"));
    tell({ kind: "released", id: 110, from: "scout", to: "bard", at: 1, attempts: 0 });
    await button(page, "send message 110 to bard again").waitFor({ state: "detached" });
    await stands("#msgflow");
    for (const path of ["/dashboard/stream", "/api/state"]) broken.add(path);
    stage.core.dropStreams();
    await button(page, "try now").focus();
    // It may come back by itself before the key does it.
    broken.clear();
    await page.keyboard.press("Enter");
    await isLive(page);
    await stands("main");
    await page.keyboard.press("Tab");
    await stands("main *");
  });

  test("nothing moves for those who asked for that", async () => {
    const page = await fullDay();
    await page.locator("#q-41").scrollIntoViewIfNeeded();
    stage.core.tell({ kind: "transient_set", name: "coder", transient: "stopping", since: 1 });
    stage.core.tell({ kind: "sent", message: sampleMessage(502) });
    stage.core.tell({ kind: "container_state_changed", container: sampleContainer("gardener", { port: 8202 }) });
    await page.locator(".pulse-edge").first().waitFor();
    const moving = await page.evaluate(() =>
      document.getAnimations().map((one) => (one instanceof CSSAnimation ? one.animationName : one.id)),
    );
    assert.deepEqual(moving, []);
    await page.emulateMedia({ reducedMotion: "no-preference" });
    await page.waitForFunction(() => document.getAnimations().length > 0);
  });

  test("with forced colours controls keep an edge, what is chosen is told apart, and the focus is seen", async () => {
    const page = await fullDay({ forcedColors: "active" });
    const faceless = await page
      .locator("button.btn:visible, .seg, .callchip, .opt, .field:visible")
      .evaluateAll((all) =>
        all.filter((face) => getComputedStyle(face).borderTopStyle === "none").map((face) => face.textContent),
      );
    assert.deepEqual(faceless, []);
    const mark = await page
      .locator(".diff-del mark")
      .first()
      .evaluate((one) => getComputedStyle(one).backgroundColor);
    assert.doesNotMatch(mark, /rgba/, "a mark that can be seen through takes its words with it");
    const looks = async (chosen: string, other: string) => [
      await page.locator(chosen).first().evaluate(lookOf),
      await page.locator(other).first().evaluate(lookOf),
    ];
    for (const [chosen, other] of [
      ["[role=tab][aria-selected=true]", "[role=tab][aria-selected=false]"],
      [".dbar [aria-pressed=true]", ".dbar [aria-pressed=false]"],
    ] as const) {
      const [one, two] = await looks(chosen, other);
      assert.notEqual(one, two, chosen);
    }
    await page.getByLabel(/^message to/).fill("@");
    const [one, two] = await looks("[role=option][aria-selected=true]", "[role=option][aria-selected=false]");
    assert.notEqual(one, two, "the chosen recipient");
    await page.getByLabel(/^message to/).press("Escape");
    await page.locator(".skip").focus();
    for (let press = 0; press < 40; press += 1) {
      await page.keyboard.press("Tab");
      const ring = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
      assert.notEqual(ring, "none");
    }
  });

  test("on a phone every target is large enough for a finger", async () => {
    const page = await fullDay({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const small = await page.locator(TARGETS).evaluateAll((all) =>
      all.flatMap((target) => {
        if (!target.checkVisibility()) return [];
        // A label is part of what it names.
        const box = (target.closest("label") ?? target).getBoundingClientRect();
        if (box.width <= 1 || box.bottom < 0) return [];
        const words = `${target.tagName} ${target.getAttribute("aria-label") ?? target.textContent?.trim().slice(0, 40)}`;
        return Math.min(box.width, box.height) < 24 ? [`${words}: ${box.width} × ${box.height}`] : [];
      }),
    );
    assert.deepEqual(small, []);
    const faces = await page
      .locator("button.btn:not(.sm):visible")
      .evaluateAll((all) => all.map((face) => face.getBoundingClientRect().height));
    assert.ok(faces.length > 10 && faces.every((height) => height >= 40), String(faces));
  });

  test("at 320 px, as at four times the size on a desk, nothing has to be scrolled sideways", async () => {
    const page = await fullDay({ viewport: { width: 320, height: 640 } });
    assert.ok((await sideways(page)) <= 0);
    const outside = await page.locator("main *, header *, nav *").evaluateAll((all) =>
      all
        .filter(
          (part) => part.checkVisibility() && part.closest(".clip, .sr, pre, .diff, .stats-table, .md table") === null,
        )
        .filter((part) => part.getBoundingClientRect().right > innerWidth + 1)
        .map((part) => part.outerHTML.slice(0, 120)),
    );
    assert.deepEqual(outside, []);
    for (const path of ["/login?token=x"]) {
      await page.goto(`${stage.core.url}${path}`);
      assert.ok((await sideways(page)) <= 0, path);
    }
  });
});

/** What a busy hive does all the time: an agent's state, a line of a build, a message between agents. */
function stageTells(core: FakeCore): void {
  const coder = sampleContainer("coder", { turn_state: "idle", status_text: "counting sheep" });
  core.tell({ kind: "container_state_changed", container: coder });
  for (const line of sampleLines(5, 41)) core.tell({ kind: "build_line", build_id: 12, line });
  core.tell({ kind: "sent", message: sampleMessage(500) });
}

/** Plain words, as they are spoken: no digit within or at the edge of a word, as leet has it, but for ids, hashes and what is measured. */
function isPlain(name: string): boolean {
  return name.trim() !== "" && !/\b(?=\w*[A-Z])(?=\w*\d)\w{3,}\b|◆|^[^a-z]*$/.test(name.replaceAll("M1ND", ""));
}

function lookOf(element: Element): string {
  const { backgroundColor, borderTopColor, color, outlineStyle, borderTopWidth } = getComputedStyle(element);
  return [backgroundColor, borderTopColor, borderTopWidth, color, outlineStyle].join();
}

/** What a pointer must be able to hit: controls, but not words within a text, which may be as small as the text is. */
const TARGETS =
  "button, summary, select, textarea, input, [role=tab], [role=option], a:not(p a, .md a, .data a, .soft a)";

/** By how many pixels the page is wider than the window. */
async function sideways(page: Page): Promise<number> {
  return await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}
