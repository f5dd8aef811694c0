import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { after, before, describe, test } from "node:test";
import { chromium, type Browser, type Page } from "playwright-core";
import { makeHiveFolder } from "@hyperhive/testkit";
import { browserIn } from "./dashboard-stage.ts";
import { watchHarm } from "./harmless.ts";

/** What a careless page would hold after an agent's text got the better of it, and what is said of it. */
const HARMS: readonly (readonly [what: string, html: string, found: RegExp])[] = [
  ["a script that ran", "<script>globalThis.pwned = 1</script>", /a script ran/],
  ["a handler", '<img src="/x.png" onerror="globalThis.pwned = 1">', /img onerror/],
  ["a dialog", "<script>setTimeout(() => alert('boo'))</script>", /a dialog: boo/],
  ["a new window", "<script>setTimeout(() => open('/other'))</script>", /a new window/],
  ["a frame", '<iframe srcdoc="x"></iframe>', /a frame: about:srcdoc/],
  ["another page in its place", "<meta http-equiv=refresh content='0;url=/other'>", /the page went to .*\/other/],
  ["a picture of another host", "<img src='http://127.0.0.1:9/stolen.png'>", /a request: .*stolen\.png/],
  ["a foreign style", "<style>@import 'http://127.0.0.1:9/s.css'</style>", /<style>/],
  ["a foreign script", "<script src='/x.js'></script>", /a foreign script/],
  ["an object", "<object data='/x'></object>", /<object>/],
  ["another base", "<base href='/elsewhere/'>", /<base>/],
  ["a javascript address", "<a href=' JavaScript:pwned=1'>x</a>", /a href=/],
  ["a javascript address of SVG", "<svg><a xlink:href='javascript:x'></a></svg>", /xlink:href=/],
  ["a ping", "<a href='/x' ping='/y'>x</a>", /a ping/],
  ["a srcset", "<img srcset='/x.png 2x'>", /img srcset/],
  ["a form in words", "<div class=md><form></form></div>", /<form> among/],
  ["a picture in words", "<div class=md><img></div>", /<img> among/],
  ["a style in words", "<div class=md><p style='color:red'>x</p></div>", /p style among/],
  ["a class in words", "<div class=md><p class=toast>x</p></div>", /p class among/],
  ["a link to a path of the page", "<div class=md><a href='/logout'>x</a></div>", /a link to \/logout/],
  ["a link that keeps its opener", "<div class=md><a href='https://x.example'>x</a></div>", /takes the page along/],
  ["an id that stands twice", "<p id=say>a</p><p id=say>b</p>", /ids that stand twice: say/],
  ["a page that is too wide", "<p style='width:3000px'>x</p>", /the page is \d+ px too wide/],
  [
    "a column that is too wide",
    "<div class=col style='width:200px;overflow:auto'><p style='width:300px'>x</p></div>",
    /\.col .*100 px too wide/,
  ],
];

describe("the watch over a page that shows hostile texts", () => {
  const folder = makeHiveFolder();
  let browser: Browser;
  const server = createServer(({ url = "" }, answer) => {
    answer.writeHead(200, { "content-type": url.endsWith(".js") ? "text/javascript" : "text/html" });
    answer.end(url === "/other" ? "other" : "<!doctype html><title>blank</title>");
  });
  before(async () => {
    browser = await chromium.launch(browserIn(folder.path));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  after(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
    folder[Symbol.dispose]();
  });
  const blank = async (): Promise<Page> => {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return page;
  };

  for (const [what, html, found] of HARMS)
    test(`${what} is found`, async () => {
      const page = await blank();
      const harm = watchHarm(page);
      await plant(page, html);
      assert.ok(await isFound(page, harm, found), `${what} was not found`);
      await page.close();
    });

  test("a page with nothing but words, links and its own controls passes", async () => {
    const page = await blank();
    const harm = watchHarm(page);
    await plant(
      page,
      `<form id=a><button>own</button></form><div class=md><p>words <a href="https://x.example" target="_blank" rel="noopener noreferrer">x</a> <a href="#msg-1">y</a></p></div>`,
    );
    await harm.check();
    await page.close();
  });
});

/** Looks at each frame for half a minute, since a browser loads and goes elsewhere when it likes. */
async function isFound(page: Page, harm: ReturnType<typeof watchHarm>, found: RegExp): Promise<boolean> {
  const end = AbortSignal.timeout(30_000);
  while (!end.aborted) {
    const problem = await harm.check().then(() => "", String);
    if (found.test(problem)) return true;
    // A page that is on its way elsewhere cannot be asked.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn))).catch(() => undefined);
  }
  return false;
}

/** As a page would that takes a text for markup, scripts included. */
async function plant(page: Page, html: string): Promise<void> {
  await page.evaluate((markup) => document.body.append(document.createRange().createContextualFragment(markup)), html);
}
