import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { build } from "vite";
import { slowPage } from "./slow-machine.ts";

const EXECUTABLE = process.env["HYPERHIVE_CHROMIUM"] ?? "/usr/bin/chromium";
const ARGS =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split(
    " ",
  );
const CONFIG = fileURLToPath(new URL("../vite.config.ts", import.meta.url));

/** A real browser, and the pages built into a folder of their own. */
export type PageBench = { readonly webRoot: string; readonly browser: Browser; close(): Promise<void> };

/** Builds the pages and starts the browser. */
export async function openPageBench(): Promise<PageBench> {
  const webRoot = await mkdtemp(join(tmpdir(), "hive-web-"));
  await build({ configFile: CONFIG, logLevel: "warn", build: { outDir: webRoot } });
  const browser = await chromium.launch({ executablePath: EXECUTABLE, args: ARGS });
  return {
    webRoot,
    browser,
    close: async () => {
      await browser.close();
      await rm(webRoot, { recursive: true });
    },
  };
}

/** A tab, and everything that went wrong in it: uncaught errors and what the browser refused, such as by the content security policy. */
export type Tab = { readonly page: Page; readonly problems: readonly string[] };

/** What a fresh context is like; its clock stands still at `now`, Unix milliseconds, if that is given, and `before` runs ahead of the code of each of its pages. */
export type TabOptions = NonNullable<Parameters<Browser["newContext"]>[0]> & {
  readonly now?: number;
  readonly before?: () => void;
};

/** Opens an address in a fresh context. */
export async function openTab(browser: Browser, url: string, options: TabOptions = {}): Promise<Tab> {
  const { now, before, ...rest } = options;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: "dark", ...rest });
  if (before !== undefined) await context.addInitScript(before);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    if (/Content Security Policy|Uncaught|TypeError/.test(message.text())) problems.push(message.text());
  });
  page.setDefaultTimeout(30_000);
  await slowPage(page);
  if (now !== undefined) await page.clock.setFixedTime(now);
  await page.goto(url);
  return { page, problems };
}
