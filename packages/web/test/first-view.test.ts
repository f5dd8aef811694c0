import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import type { Response } from "playwright-core";
import { openPageBench, openTab, type PageBench } from "./browser.ts";
import { startFakeCore, type FakeCore } from "./fake-core.ts";
import { addDecisions } from "./sample-decisions.ts";

const MOST_BYTES = 60_000;

describe("what a dashboard loads before anything is opened", () => {
  let bench: PageBench;
  before(async () => {
    bench = await openPageBench();
  });
  after(async () => await bench.close());

  /** Bytes after gzip of all the code that a browser fetched until the page was drawn and asked for nothing more. */
  async function codeOf(prepare: (core: FakeCore) => void, drawn: string): Promise<Map<string, number>> {
    const core = await startFakeCore(bench.webRoot);
    prepare(core);
    const { page } = await openTab(bench.browser, "about:blank");
    const sizes = new Map<string, number>();
    const reading: Promise<void>[] = [];
    const read = (response: Response) => {
      const path = new URL(response.url()).pathname;
      if (!path.endsWith(".js") || path === "/sw.js") return;
      reading.push(response.body().then((body) => void sizes.set(path, gzipSync(body).length)));
    };
    page.on("response", read);
    await page.goto(core.url);
    await page.locator(drawn).first().waitFor();
    // What is loaded beside the first view: what reads markdown, and what tells of news.
    await page.locator(".msg .md:not(.raw)").first().waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)));
    page.off("response", read);
    await Promise.all(reading);
    await page.context().close();
    await core.close();
    return sizes;
  }

  const withoutDeadLetters = ({ hive: { said } }: FakeCore) => {
    const at = said.findIndex(({ state }) => state === "dead");
    said.splice(at, 1);
    assert.ok(at !== -1 && said.every(({ state }) => state !== "dead" && state !== "parked"));
  };
  const sum = (sizes: Map<string, number>) => [...sizes.values()].reduce((total, size) => total + size, 0);

  test("its code is at most 60 kB after gzip, and what draws a diff, or decides on a dead letter, comes with the first of them", async (t) => {
    const plain = await codeOf(withoutDeadLetters, "#agent-coder");
    const withDiff = await codeOf(addDecisions, "#apr-87 .diff");
    t.diagnostic(`first view: ${sum(plain)} bytes of JavaScript after gzip; with a build and a diff ${sum(withDiff)}`);
    assert.ok(sum(plain) > 10_000, "expected to see the code of the page");
    assert.ok(sum(plain) <= MOST_BYTES, `expected at most ${MOST_BYTES} bytes, got ${JSON.stringify([...plain])}`);
    assert.ok([...plain.keys()].every((path) => withDiff.has(path)) && withDiff.size > plain.size);
  });
});
