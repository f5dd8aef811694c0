import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { makeHiveFolder, spawnCore, type SpawnedCore } from "@hyperhive/testkit";
import type { MessageHistory } from "@hyperhive/wire";
import {
  measureMemory,
  processorTime,
  startBrowser,
  timeFirstContent,
  timeFrames,
  watchForPaint,
} from "./dashboard-browser.ts";
import { fillHive, HIVE_SIZE } from "./fill-hive.ts";
import { servePlainPage, type PlainPage } from "./plain-page.ts";
import type { Row } from "./print-table.ts";
import { quantile, type Samples } from "./samples.ts";

const LOADS = 9;
const MESSAGES = 100;
/** The first messages, which warm what is measured. */
const WARM_UP = 20;
const FLOOD = 10_000;
const LANES = 32;
const WHEEL_TURNS = 120;
const WHEEL_BY = 400;
const REST_MS = 10_000;
/** What the operator is promised on a machine of two cores. */
const LIMITS = { firstContentMs: 1000, messageMs: 50, frameMs: 50, growth: 1.25, restMs: 20 } as const;
const FLOW = "#msgflow .live";
const SWARM = "#swarm";

/** How the dashboard carries a large hive, beside an empty page that shows the same data as plain text. */
export async function benchDashboard(): Promise<Row[]> {
  using folder = makeHiveFolder();
  {
    await using first = await spawnCore(folder);
    await first.stopAgents();
  }
  const [to = ""] = fillHive(folder);
  await using core = await spawnCore(folder);
  await core.stopAgents();
  await using browser = await startBrowser();
  await using bench = await openBench(core, browser, to);
  return [
    ...(await firstContent(bench)),
    ...(await newMessages(bench)),
    ...(await scrolling(bench)),
    ...(await rest(bench)),
    ...(await flood(bench)),
  ];
}

type Bench = AsyncDisposable & {
  readonly core: SpawnedCore;
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly plain: PlainPage;
  /** Whom messages are sent to. */
  readonly to: string;
};

async function openBench(core: SpawnedCore, browser: Browser, to: string): Promise<Bench> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto((await core.host.call("login_link", {})).url);
  await page.locator(SWARM).waitFor();
  await page.close();
  const read = async (path: string) => await (await context.request.get(new URL(path, core.url).href)).text();
  const plain = await servePlainPage({ state: await read("/api/state"), history: await read("/dashboard/history") });
  return { core, browser, context, plain, to, [Symbol.asyncDispose]: () => plain[Symbol.asyncDispose]() };
}

async function firstContent({ core, context, plain }: Bench): Promise<Row[]> {
  const ours: number[] = [];
  const floor: number[] = [];
  for (let load = 0; load < LOADS; load += 1) {
    ours.push(await timeFirstContent(context, core.url, [".agents > li", ".msg", "#decisions .apr"]));
    floor.push(await timeFirstContent(context, plain.url, [".state", ".history"]));
  }
  const { agents, messages, decided } = HIVE_SIZE;
  const what = `first content (${agents} agents, ${messages} messages, ${decided} decided)`;
  return besideFloor(what, { ours, floor, floorIs: "the same data as plain text", limit: LIMITS.firstContentMs });
}

async function newMessages(bench: Bench): Promise<Row[]> {
  const { core, context, plain, to } = bench;
  let id = await newestId(bench);
  const timeEach = async (page: Page, tell: () => unknown) => {
    const fromSend: number[] = [];
    const fromCommit: number[] = [];
    for (let n = 0; n < WARM_UP + MESSAGES; n += 1) {
      id += 1;
      const painted = await watchForPaint(page, `#msg-${id}`);
      const began = now();
      await tell();
      // The answer and the page's frame leave the core in one tick, once the message is on disk.
      const committed = now();
      const at = await painted();
      fromSend.push(at - began);
      fromCommit.push(at - committed);
    }
    await page.close();
    return { fromSend: fromSend.slice(WARM_UP), fromCommit: fromCommit.slice(WARM_UP) };
  };
  const ours = await timeEach(await openLive(context, core.url, `${FLOW} .msg`), async () => {
    await core.host.call("send", { to, body: `timed message ${id}` });
  });
  const floor = await timeEach(await openLive(context, plain.url, ".history"), () => plain.tell({ message: { id } }));
  const floorIs = "a line appended to plain text";
  return [
    ...besideFloor("send to painted", { ours: ours.fromSend, floor: floor.fromSend, floorIs }),
    ...besideFloor("commit to painted", {
      ours: ours.fromCommit,
      floor: floor.fromCommit,
      floorIs,
      limit: LIMITS.messageMs,
    }),
  ];
}

async function scrolling({ core, context, plain }: Bench): Promise<Row[]> {
  const page = await openLive(context, core.url, `${FLOW} .msg`);
  const flow = await timeFrames(page, { pane: FLOW, turns: WHEEL_TURNS, by: -WHEEL_BY });
  const swarm = await timeFrames(page, { pane: SWARM, turns: WHEEL_TURNS, by: WHEEL_BY });
  await page.close();
  // A browser turns no wheel over a page that is behind another.
  const bare = await openLive(context, plain.url, ".history");
  const floor = await timeFrames(bare, { pane: "body", turns: WHEEL_TURNS, by: WHEEL_BY });
  await bare.close();
  const floorIs = "a frame of scrolling plain text";
  return [
    ...besideFloor("a frame while scrolling the flow", { ours: flow, floor, floorIs, limit: LIMITS.frameMs }),
    ...besideFloor("a frame while scrolling the swarm", { ours: swarm, floor, floorIs, limit: LIMITS.frameMs }),
  ];
}

/** What the processor does for a page on which nothing happens. */
async function rest({ browser, core, context, plain }: Bench): Promise<Row[]> {
  const measure = async (url: string, selector: string) => {
    const page = await openLive(context, url, selector);
    // What a page begins with is over by then.
    await sleep(REST_MS / 2);
    const before = await processorTime(browser);
    await sleep(REST_MS);
    const used = (await processorTime(browser)) - before;
    await page.close();
    return used / (REST_MS / 1000);
  };
  const floor = { what: "of plain text", value: await measure(plain.url, ".history") };
  const value = await measure(core.url, `${FLOW} .msg`);
  return [{ what: "processor time per second while nothing happens", value, unit: "ms", floor, limit: LIMITS.restMs }];
}

async function flood(bench: Bench): Promise<Row[]> {
  const { core, context } = bench;
  const page = await openLive(context, core.url, `${FLOW} .msg`);
  // The first ones fill what the page keeps.
  await sendMany(bench, FLOOD / 5);
  await untilDrawn(bench, page);
  const before = await measureMemory(page);
  await sendMany(bench, FLOOD);
  await untilDrawn(bench, page);
  const after = await measureMemory(page);
  await page.close();
  return [
    {
      what: `heap after ${FLOOD} more messages`,
      value: mebibytes(after.heap),
      unit: "MiB",
      floor: { what: "before them", value: mebibytes(before.heap) },
      limit: mebibytes(before.heap) * LIMITS.growth,
    },
    {
      what: "DOM nodes then",
      value: after.nodes,
      unit: "",
      floor: { what: "before them", value: before.nodes },
      limit: before.nodes * LIMITS.growth,
    },
  ];
}

async function sendMany({ core, to }: Bench, count: number): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let n = next++; n < count; n = next++) {
      await core.host.call("send", { to, body: `one of many, ${n}` });
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function openLive(context: BrowserContext, url: string, selector: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await page.locator(selector).first().waitFor();
  return page;
}

/** Until the newest message of all, which the page follows, is on its screen. */
async function untilDrawn(bench: Bench, page: Page): Promise<void> {
  await page.locator(`#msg-${await newestId(bench)}`).waitFor();
}

async function newestId({ context, core }: Bench): Promise<number> {
  const answer = await context.request.get(new URL("/dashboard/history", core.url).href);
  return ((await answer.json()) as MessageHistory).messages.at(-1)?.id ?? 0;
}

type Measured = {
  readonly ours: Samples;
  readonly floor: Samples;
  readonly floorIs: string;
  readonly limit?: number;
};

function besideFloor(what: string, { ours, floor, floorIs, limit }: Measured): Row[] {
  return [0.5, 0.95].map((share) => ({
    what: `${what}, p${share * 100}`,
    value: quantile(ours, share),
    unit: "ms" as const,
    floor: { what: floorIs, value: quantile(floor, share) },
    ...(limit !== undefined && { limit }),
  }));
}

function mebibytes(bytes: number): number {
  return bytes / 1024 / 1024;
}

function now(): number {
  return performance.timeOrigin + performance.now();
}
