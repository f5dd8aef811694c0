import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { chromium, type Page } from "playwright-core";

const MAIN = fileURLToPath(new URL("../src/demo/main.ts", import.meta.url));
const BROWSER_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

test("in the demo a message to @manager in a real browser brings the reply into the operator inbox, without a reload", async () => {
  await using demo = await startDemo();
  await using browser = asDisposable(
    await chromium.launch({
      executablePath: process.env["HYPERHIVE_CHROMIUM"] ?? "/usr/bin/chromium",
      args: BROWSER_ARGS,
    }),
  );
  const page = await (await browser.newContext()).newPage();
  const problems = watchProblems(page);
  await page.goto(demo.link);
  assert.equal(new URL(page.url()).search, "", "no token stays in the address");
  await page.locator(".link-state.ok").waitFor();
  assert.match(await page.locator("body").innerText(), /this is a demo/);
  // Nothing leaves this machine: none of the three cages has a network.
  await page.getByRole("region", { name: /swarm/i }).getByText("bwrap, none").nth(2).waitFor();
  let loads = 0;
  page.on("load", () => (loads += 1));

  const field = page.getByLabel(/^message to/);
  await field.fill("@manager hello there");
  await field.press("Enter");
  await page.locator(".inbox").getByText("just right").waitFor({ timeout: 60_000 });
  assert.match(await page.locator(".inbox").innerText(), /hello there/);
  const flow = await page.getByRole("log", { name: "message flow" }).innerText();
  for (const words of ["what do we answer?", "please count the letters", "i counted"])
    assert.ok(flow.includes(words), words);

  const agentPage = await page.context().newPage();
  const agentProblems = watchProblems(agentPage);
  await agentPage.goto(new URL("/agent/bob/", demo.link).href);
  const live = agentPage.getByRole("log", { name: /live view/ });
  await live.getByText("Told alice.").waitFor();
  assert.match(await live.innerText(), /Bash/);
  assert.equal(loads, 0);
  assert.deepEqual([...problems, ...agentProblems], []);
});

function watchProblems(page: Page): string[] {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" || /Content Security Policy/.test(message.text())) problems.push(message.text());
  });
  return problems;
}

/** Runs the demo as a newcomer does, on a free port; disposing presses ctrl-C and checks that its files are gone. */
async function startDemo() {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env["PATH"] ?? "/usr/bin:/bin",
      HOME: process.env["HOME"] ?? "/tmp",
      TMPDIR: process.env["TMPDIR"] ?? "/tmp",
      HYPERHIVE_PORT: "0",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (line.includes("ctrl-c")) break;
  }
  child.stdout.resume();
  const text = said.join("\n");
  const link = /http:\/\/\S+token=\S+/.exec(text)?.[0];
  const folder = /files are in (\S+)/.exec(text)?.[1];
  assert.ok(link !== undefined && folder !== undefined, text);
  return {
    link,
    async [Symbol.asyncDispose]() {
      child.kill("SIGINT");
      const [code] = (await exited) as [number | null];
      assert.equal(code, 0);
      assert.equal(existsSync(folder), false, "the demo's files are gone");
    },
  };
}

function asDisposable<T extends { close(): Promise<void> }>(browser: T): T & AsyncDisposable {
  return Object.assign(browser, { [Symbol.asyncDispose]: () => browser.close() });
}
