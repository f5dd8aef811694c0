import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { sampleContainer, sampleMessage, sampleQuestion } from "../src/store/sample.ts";
import { axTree } from "./ax-tree.ts";
import { axeViolations } from "./axe.ts";
import type { FakeCore } from "./fake-core.ts";
import { LOOKS, setPageStage } from "./page-stage.ts";
import { sampleInputs, sampleLines, sampleQueue, sampleTombstones } from "./sample-builds.ts";
import { addDecisions } from "./sample-decisions.ts";

/** A state of a page that no other test looks at with axe in all looks. */
type State = {
  readonly path?: string;
  readonly options?: object;
  readonly prepare?: (core: FakeCore) => void;
  readonly reach?: (page: Page, core: FakeCore) => Promise<void>;
};

const SOURCES = [
  "containers",
  "questions",
  "approvals",
  "approval_history",
  "builds",
  "tombstones",
  "meta_inputs",
  "inbox",
] as const;
const BELL = /^notifications:/;

const isLive = (page: Page) => page.locator(".link-state.ok").waitFor();
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const reachPanel = async (page: Page) => {
  await isLive(page);
  await button(page, BELL).click();
  await page.getByRole("group", { name: "notifications" }).getByRole("status").first().waitFor();
};

/** An ordinary day with everything in it, what can be folded open. */
function fillAll(core: FakeCore): void {
  addDecisions(core);
  const now = Date.now();
  core.hive.change({ builds: sampleQueue(now), kept: sampleTombstones(now), metaInputs: sampleInputs(now) });
  core.answers.set("/api/build/12", { build: {}, lines: sampleLines(40) });
  core.answers.set("/api/build/11", { build: {}, lines: sampleLines(4) });
}

const STATES: Readonly<Record<string, State>> = {
  "a quiet first day in a demo": {
    prepare: ({ hive }) => {
      hive.beQuiet();
      Object.assign(hive.info, { demo: true });
    },
    reach: async (page) => await page.getByText("this is a demo:").waitFor(),
  },
  "an ordinary day with all its parts": {
    prepare: fillAll,
    reach: async (page) => {
      await page.locator("#apr-87 .diff-add").first().waitFor();
      await page.locator("#builds .box").waitFor();
      await page.locator("#build-11 summary", { hasText: "output" }).click();
      await page.getByRole("region", { name: "output of build 11, scribe" }).waitFor();
    },
  },
  "a page that still loads": {
    reach: async (page) => {
      for (const path of ["**/api/state*", "**/dashboard/history*"]) await page.route(path, () => undefined);
      await page.reload();
      await page.getByText("loading the agents…").waitFor();
    },
  },
  "a lost connection": {
    prepare: fillAll,
    reach: async (page, core) => {
      await isLive(page);
      for (const path of ["/dashboard/stream", "/api/state", "/dashboard/history"]) core.broken.add(path);
      core.dropStreams();
      await page.getByText("connection lost.").waitFor();
    },
  },
  "a session that has ended": {
    reach: async (page, core) => {
      await isLive(page);
      core.logOut();
      await page.getByText("you are logged out.").waitFor();
    },
  },
  "every source failed": {
    prepare: ({ hive, broken }) => {
      broken.add("/dashboard/history");
      hive.change({
        problems: SOURCES.map((section) => ({ section, error: `${section}: database disk image is malformed` })),
      });
    },
    reach: async (page) => await page.getByText("the kept state could not be loaded.").waitFor(),
  },
  "a row that could not be read, and toasts of both kinds": {
    prepare: (core) => {
      core.hive.change({ problems: [{ section: "containers", row: "bard", error: "agent.yaml: no such file" }] });
      core.broken.add("/start");
    },
    reach: async (page) => {
      await page.getByText("bard could not be read.").waitFor();
      await button(page, "start tester").first().click();
      await page.locator(".toast.bad").waitFor();
      await button(page, "send message 110 to bard again").click();
      await page.locator(".toast.ok").waitFor();
    },
  },
  "a split diff, a reason for a revision, all of a large file": {
    options: { viewport: { width: 1920, height: 900 } },
    prepare: addDecisions,
    reach: async (page) => {
      const card = page.locator("#apr-87");
      await card.getByRole("button", { name: "split" }).click();
      await card.getByRole("button", { name: /revision of 87/ }).click();
      await card.locator("summary", { hasText: "package-lock.json" }).click();
      await card.getByRole("button", { name: /show the rest/ }).waitFor();
    },
  },
  "a diff on the whole page": {
    prepare: addDecisions,
    reach: async (page) => {
      await button(page, "open the diff of 87 on the whole page").click();
      await page.locator("dialog .diff-add").first().waitFor();
    },
  },
  "words kept of a question that ended": {
    prepare: addDecisions,
    reach: async (page, core) => {
      await page.locator("#f-43").fill("the dai");
      core.tell({
        kind: "question_resolved",
        question: sampleQuestion(43, { state: "expired", answerer: "ttl-watchdog" }),
      });
      await page.getByRole("group", { name: "what you typed for question 43" }).waitFor();
    },
  },
  "a name refused by the core": {
    prepare: (core) => {
      addDecisions(core);
      core.broken.add("/request-spawn");
    },
    reach: async (page) => {
      await page.getByLabel("name of the new agent").fill("bard");
      await button(page, "request spawn").click();
      await page.locator(".problem").getByText("the core failed").waitFor();
    },
  },
  "a search without a result, and one that failed": {
    reach: async (page, core) => {
      await isLive(page);
      await button(page, "search messages").click();
      const dialog = page.getByRole("dialog", { name: "search messages" });
      await dialog.getByLabel("words to look for").fill("unicorn");
      await dialog.getByText("no message has these words.").waitFor();
      core.broken.add("/api/search");
      await dialog.getByLabel("words to look for").fill("fetcher");
      await dialog.getByText("the search has failed.").waitFor();
    },
  },
  "notifications that nobody has decided on": { reach: reachPanel },
  "notifications that are muted": {
    options: { permissions: ["notifications"] },
    reach: async (page) => {
      await reachPanel(page);
      await button(page, "mute notifications").click();
      await page.getByText("muted: this browser keeps quiet").waitFor();
    },
  },
  "notifications that the browser blocks": { options: { permissions: [] }, reach: reachPanel },
  "charts that could not be loaded": {
    prepare: ({ broken }) => broken.add("/api/hive-stats"),
    reach: async (page) => {
      await page.locator("#stats summary").click();
      await page.getByText("the charts could not be loaded.").waitFor();
    },
  },
  "the reader away from the newest rows": {
    prepare: ({ hive }) => {
      for (let id = 114; id < 400; id += 1) hive.said.push(sampleMessage(id, { body: "**a** line\n\n- and another" }));
    },
    reach: async (page, core) => {
      const flow = page.getByRole("log", { name: "message flow" });
      await page.locator("#msg-399").waitFor();
      await flow.evaluate((pane) => pane.scrollTo({ top: 0 }));
      await page.waitForFunction(
        () => document.querySelector("#msgflow .live")?.getAttribute("data-follows") === "false",
      );
      core.tell({ kind: "sent", message: sampleMessage(500) });
      await button(page, /new row/).waitFor();
    },
  },
  "the log-in page": {
    path: "/login",
    prepare: (core) => core.logOut(),
    reach: async (page) => await button(page, "log in").waitFor(),
  },
  "the log-in page after a link that was used": {
    path: "/login?token=used",
    prepare: (core) => core.logOut(),
    reach: async (page) => await page.getByText("this link does not work any more.").waitFor(),
  },
};

/** Both themes on a desk and on a phone, and between the two where the columns change. */
const EVERY_LOOK = [
  ...LOOKS,
  ...[768, 1280].map((width) => ({ colorScheme: "dark", viewport: { width, height: 900 } }) as const),
];

describe("every state of the pages, for everybody", () => {
  const stage = setPageStage();
  const reach = async ({ path = "/", options, prepare, reach: to }: State) => {
    const page = await stage.open(path, { reducedMotion: "reduce", ...options, ...(prepare && { prepare }) });
    await to?.(page, stage.core);
    return page;
  };

  for (const [name, state] of Object.entries(STATES))
    test(`axe finds nothing in any look: ${name}`, async () => {
      const page = await reach(state);
      for (const { colorScheme, viewport } of EVERY_LOOK) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize(viewport);
        const look = `${colorScheme}, ${viewport.width} px wide`;
        assert.deepEqual(await axeViolations(page), [], look);
        assert.ok((await sideways(page)) <= 0, `expected no sideways scroll, ${look}`);
      }
    });

  const fullDay = async (options: object = {}) => {
    const page = await reach({ prepare: fillAll, options });
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
