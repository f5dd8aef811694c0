import type { Browser, BrowserContext, Page } from "playwright-core";
import { makeHiveFolder, spawnCore, type SpawnedCore } from "@hyperhive/testkit";
import type { MessageHistory } from "@hyperhive/wire";
import { measureMemory, startBrowser, timeFirstContent, timeFrames, watchForPaint } from "./dashboard-browser.ts";
import { fillHive, HIVE_SIZE } from "./fill-hive.ts";
import { servePlainPage, type PlainPage } from "./plain-page.ts";
import type { Row } from "./print-table.ts";
import { quantile, type Samples } from "./samples.ts";

const LOADS = 9;
const MESSAGES = 60;
const FLOOD = 10_000;
const LANES = 32;
const WHEEL_TURNS = 120;
/** What the operator is promised on a machine of two cores. */
const LIMITS = { firstContentMs: 1000, messageMs: 50, frameMs: 50, heapGrowth: 1.25 } as const;
const FLOW = "#msgflow .live";

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
    ...(await flood(bench)),
  ];
}

type Bench = AsyncDisposable & {
  readonly core: SpawnedCore;
  readonly context: BrowserContext;
  readonly plain: PlainPage;
  /** Whom messages are sent to. */
  readonly to: string;
};

async function openBench(core: SpawnedCore, browser: Browser, to: string): Promise<Bench> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto((await core.host.call("login_link", {})).url);
  await page.close();
  const read = async (path: string) => await (await context.request.get(new URL(path, core.url).href)).text();
  const plain = await servePlainPage({ state: await read("/api/state"), history: await read("/dashboard/history") });
  return { core, context, plain, to, [Symbol.asyncDispose]: () => plain[Symbol.asyncDispose]() };
}

async function firstContent({ core, context, plain }: Bench): Promise<Row[]> {
  const ours: number[] = [];
  const floor: number[] = [];
  for (let load = 0; load < LOADS; load += 1) {
    ours.push(await timeFirstContent(context, core.url, [".agents > li", ".msg", "#decisions"]));
    floor.push(await timeFirstContent(context, plain.url, [".state", ".history"]));
  }
  const { agents, messages, decided } = HIVE_SIZE;
  const what = `first content (${agents} agents, ${messages} messages, ${decided} decided)`;
  return besideFloor(what, { ours, floor, floorIs: "the same data as plain text", limit: LIMITS.firstContentMs });
}

async function newMessages({ core, context, plain, to }: Bench): Promise<Row[]> {
  const page = await openLive(context, core.url, `${FLOW} .msg`);
  const bare = await openLive(context, plain.url, ".history");
  const { messages } = (await (
    await context.request.get(new URL("/dashboard/history", core.url).href)
  ).json()) as MessageHistory;
  let id = messages.at(-1)?.id ?? 0;
  const ours: number[] = [];
  const floor: number[] = [];
  for (let n = 0; n < MESSAGES; n += 1) {
    id += 1;
    const seen = await watchForPaint(page, `#msg-${id}`);
    const began = now();
    await core.host.call("send", { to, body: `timed message ${n}` });
    ours.push((await seen()) - began);
    const shown = await watchForPaint(bare, `#msg-${id}`);
    const told = now();
    plain.tell({ message: { id } });
    floor.push((await shown()) - told);
  }
  await page.close();
  await bare.close();
  return besideFloor("send to screen, its commit included", {
    ours,
    floor,
    floorIs: "a line appended to plain text",
    limit: LIMITS.messageMs,
  });
}

async function scrolling({ core, context, plain }: Bench): Promise<Row[]> {
  const page = await openLive(context, core.url, `${FLOW} .msg`);
  const bare = await openLive(context, plain.url, ".history");
  await bare.evaluate(() => scrollTo(0, document.body.scrollHeight));
  const flow = await timeFrames(page, FLOW, WHEEL_TURNS);
  const swarm = await timeFrames(page, ".col.swarm", WHEEL_TURNS);
  const floor = await timeFrames(bare, "body", WHEEL_TURNS);
  await page.close();
  await bare.close();
  const floorIs = "a frame of scrolling plain text";
  return [
    ...besideFloor("a frame while scrolling the flow", { ours: flow, floor, floorIs, limit: LIMITS.frameMs }),
    ...besideFloor("a frame while scrolling the swarm", { ours: swarm, floor, floorIs, limit: LIMITS.frameMs }),
  ];
}

async function flood({ core, context, to }: Bench): Promise<Row[]> {
  const page = await openLive(context, core.url, `${FLOW} .msg`);
  // The first ones fill what the page keeps.
  await sendMany(core, to, FLOOD / 5);
  await settle(page);
  const before = await measureMemory(page);
  await sendMany(core, to, FLOOD);
  await settle(page);
  const after = await measureMemory(page);
  await page.close();
  return [
    {
      what: `heap after ${FLOOD} more events`,
      value: mebibytes(after.heap),
      unit: "MiB",
      floor: { what: "before them", value: mebibytes(before.heap) },
    },
    { what: "DOM nodes then", value: after.nodes, unit: "", floor: { what: "before them", value: before.nodes } },
  ];
}

async function sendMany(core: SpawnedCore, to: string, count: number): Promise<void> {
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

/** Until the page has drawn everything that it was told: a message of its own comes after all others. */
async function settle(page: Page): Promise<void> {
  await page.locator(FLOW).evaluate((pane) => pane.scrollTo({ top: pane.scrollHeight }));
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

type Measured = { readonly ours: Samples; readonly floor: Samples; readonly floorIs: string; readonly limit: number };

function besideFloor(what: string, { ours, floor, floorIs, limit }: Measured): Row[] {
  return [0.5, 0.95].map((share) => ({
    what: `${what}, p${share * 100}`,
    value: quantile(ours, share),
    unit: "ms" as const,
    floor: { what: floorIs, value: quantile(floor, share) },
    limit,
  }));
}

function mebibytes(bytes: number): number {
  return bytes / 1024 / 1024;
}

function now(): number {
  return performance.timeOrigin + performance.now();
}
