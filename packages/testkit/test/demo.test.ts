import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { test } from "node:test";
import { chromium, type Page } from "playwright-core";
import { browserIn } from "./dashboard/dashboard-stage.ts";

const MAIN = fileURLToPath(new URL("../src/demo/main.ts", import.meta.url));
const COMMAND = fileURLToPath(new URL("../../cli/bin/hive-c0re", import.meta.url));
const ENV = {
  PATH: process.env["PATH"] ?? "/usr/bin:/bin",
  HOME: process.env["HOME"] ?? "/tmp",
  TMPDIR: process.env["TMPDIR"] ?? "/tmp",
};
test("in the demo a message to @manager in a real browser brings the reply into the operator inbox, without a reload", async () => {
  await using demo = await startDemo();
  await using browser = await startBrowser();
  const page = await (await browser.newContext()).newPage();
  const problems = watchProblems(page);
  await page.goto(demo.link);
  assert.equal(new URL(page.url()).search, "", "no token stays in the address");
  await page.locator(".link-state.ok").waitFor();
  await page.getByText("this is a demo").waitFor();
  // Nothing leaves this machine: none of the three cages has a network.
  for (const name of ["hm1nd", "alice", "bob"])
    await page.getByRole("button", { name: `actions for ${name}, its logs and config` }).click();
  await page.getByRole("region", { name: /swarm/i }).getByText("network none").nth(2).waitFor();
  let loads = 0;
  page.on("load", () => (loads += 1));

  await say(page, "@manager hello there");
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

test("in the demo the manager proposes what the operator asked for, and tells how it ended; it asks, and hears the answer", async () => {
  await using demo = await startDemo();
  await using browser = await startBrowser();
  const page = await browser.newPage();
  await page.goto(demo.link);
  const heard = async (words: string | RegExp) =>
    await page.locator(".inbox").getByText(words).first().waitFor({ timeout: 60_000 });

  await say(page, "@manager give alice the model sonnet");
  await heard(/approval #1 waits for you: alice would get the model sonnet/);
  assert.match(await demo.hive("pending"), /^#1 +alice +apply_commit .*the model sonnet/m);
  const change = await demo.hive("diff", "1");
  assert.deepEqual(change.match(/^[-+](?![-+]).*$/gm), ["-#model: haiku", "+model: sonnet"]);
  assert.match(await demo.hive("approve", "1"), /^#1 approved\n(?:.*\n)*build 1 of alice \(apply_commit\): done/);
  await heard(/approval #1 for alice is approved/);

  await say(page, "@manager give alice the model sonnet");
  await heard("alice has the model sonnet already");
  await say(page, "@manager please give bob the model opus.");
  await heard(/approval #2 waits for you: bob would get the model opus/);
  assert.equal(await demo.hive("deny", "2", "--note", 'bob is "cheap"'), "#2 denied\n");
  await heard(/approval #2 for bob is denied: bob is .*cheap/);

  await say(page, "@manager give nobody the model sonnet");
  await heard("i cannot propose that for nobody");

  await say(page, "@manager ask me something");
  await heard(/question #1 waits for you/);
  await demo.hive("answer", "1", "-o", "2");
  await heard("about question #1 i heard coffee from operator");
});

/** Writes into the field of the dashboard, as the operator does. */
async function say(page: Page, words: string): Promise<void> {
  const field = page.getByLabel(/^message to/);
  await field.fill(words);
  await field.press("Enter");
}

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
  await using undo = new AsyncDisposableStack();
  const child = spawn(process.execPath, [MAIN], {
    env: { ...ENV, HYPERHIVE_PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  undo.defer(async () => {
    child.kill("SIGINT");
    await exited;
  });
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (line.includes("ctrl-c")) break;
  }
  child.stdout.resume();
  const text = said.join("\n");
  const link = /http:\/\/\S+token=\S+/.exec(text)?.[0];
  const folder = /files are in (\S+)/.exec(text)?.[1];
  const runDir = /--run-dir (\S+)/.exec(text)?.[1];
  assert.ok(link !== undefined && folder !== undefined && runDir !== undefined, text);
  const owned = undo.move();
  return {
    link,
    /** Runs the operator's command on the demo, as it says; resolves with what it printed. */
    async hive(...argv: string[]) {
      const { stdout } = await promisify(execFile)(COMMAND, ["--run-dir", runDir, ...argv], {
        env: ENV,
      });
      return stdout;
    },
    async [Symbol.asyncDispose]() {
      await owned.disposeAsync();
      const [code] = (await exited) as [number | null];
      assert.equal(code, 0);
      assert.equal(existsSync(folder), false, "the demo's files are gone");
    },
  };
}

async function startBrowser() {
  return asDisposable(await chromium.launch(browserIn(ENV.HOME)));
}

function asDisposable<T extends { close(): Promise<void> }>(browser: T): T & AsyncDisposable {
  return Object.assign(browser, { [Symbol.asyncDispose]: () => browser.close() });
}
