import assert from "node:assert/strict";
import { test } from "node:test";
import { chromium } from "playwright-core";
import { makeHiveFolder, spawnCore } from "@hyperhive/testkit";
import { browserIn } from "./dashboard-stage.ts";

test("a core that is killed in front of an open dashboard and started anew is found again, with all that was said", async () => {
  using folder = makeHiveFolder();
  const first = await spawnCore(folder);
  await using undo = new AsyncDisposableStack();
  undo.defer(() => first[Symbol.asyncDispose]());
  await first.stopAgents();
  const browser = await chromium.launch(browserIn(folder.path));
  undo.defer(() => browser.close());
  const page = await browser.newPage();
  await page.goto((await first.host.call("login_link", {})).url);
  await page.locator(".link-state.ok").waitFor();
  const flow = page.getByRole("log", { name: "message flow" });
  await first.host.call("send", { to: "manager", body: "before the kill" });
  await flow.getByText("before the kill").waitFor();

  await first.kill("SIGKILL");
  await page.getByRole("alert").getByText("connection lost.").waitFor();
  // The session is that of the port.
  const second = undo.use(await spawnCore(folder, { port: Number(new URL(first.url).port) }));
  await second.host.call("send", { to: "manager", body: "after the kill" });
  await page.locator(".link-state.ok").waitFor();
  await flow.getByText("after the kill").waitFor();
  assert.deepEqual(
    (await flow.locator(".msg .md").allInnerTexts())
      .map((text) => text.trim())
      .filter((text) => text.endsWith("the kill")),
    ["before the kill", "after the kill"],
  );
});
