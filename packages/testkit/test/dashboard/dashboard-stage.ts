import assert from "node:assert/strict";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { startTestHive, type TestHive, type TestHiveOptions } from "@hyperhive/testkit";
import { keepSaid } from "./said.ts";

const BROWSER_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** How the browser is started: with a home of its own, and without what reaches outside. */
export function browserIn(home: string) {
  const executablePath = process.env["HYPERHIVE_CHROMIUM"] ?? "/usr/bin/chromium";
  return { executablePath, args: BROWSER_ARGS, env: { HOME: home } };
}

/** The two ways the operator looks at the hive. */
export const WIDTHS = [
  { name: "phone", context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } },
  { name: "desk", context: { viewport: { width: 1440, height: 900 } } },
] as const satisfies readonly { name: string; context: BrowserContextOptions }[];

/** A real hive and a real browser in front of it. Disposing fails when anything went wrong in one of the tabs. */
export interface DashboardStage extends AsyncDisposable {
  readonly hive: TestHive;
  readonly browser: Browser;
  /** Logs in with a link of its own in a fresh context and waits until events arrive. */
  open(options?: OpenOptions): Promise<Page>;
}

/** How a tab is opened. */
export type OpenOptions = {
  readonly context?: BrowserContextOptions;
  /** Another way to the core, with its final slash. */
  readonly url?: string;
  readonly path?: string;
};

/** Starts a hive and a browser. */
export async function setDashboardStage(options: TestHiveOptions = {}): Promise<DashboardStage> {
  await using undo = new AsyncDisposableStack();
  const hive = undo.use(await startTestHive(options));
  const browser = await chromium.launch(browserIn(hive.folder.path));
  undo.defer(() => browser.close());
  const problems: string[] = [];
  undo.defer(() => assert.deepEqual(problems, []));
  const owned = undo.move();
  return {
    hive,
    browser,
    open: async (how = {}) => await openDashboard({ hive, browser, problems }, how),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

type Basis = { readonly hive: TestHive; readonly browser: Browser; readonly problems: string[] };

/** `HYPERHIVE_SLOW=4` gives each tab a quarter of the processor, so that a test that bets on time loses here and not on a busy machine. */
async function slowPage(page: Page): Promise<void> {
  const rate = Number(process.env["HYPERHIVE_SLOW"] ?? 1);
  if (rate > 1) await (await page.context().newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate });
}

async function openDashboard({ hive, browser, problems }: Basis, how: OpenOptions): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...how.context });
  const page = await context.newPage();
  page.setDefaultTimeout(90_000);
  await slowPage(page);
  await keepSaid(page);
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    if (/Content Security Policy|Uncaught|TypeError/.test(message.text())) problems.push(message.text());
  });
  const link = new URL(hive.core.loginLink().url);
  await page.goto(new URL(`${link.pathname}${link.search}`, how.url ?? hive.core.url).href);
  if (how.path !== undefined) await page.goto(new URL(how.path, page.url()).href);
  await page.locator(".link-state.ok").waitFor();
  return page;
}
