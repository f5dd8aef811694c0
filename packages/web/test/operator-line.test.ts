import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { setPageStage } from "./page-stage.ts";

describe("the operator's line in a real browser", () => {
  const stage = setPageStage();
  const field = (page: Page) => page.getByLabel(/^message to/);
  const toast = (page: Page, text: string) => page.locator(".toast", { hasText: text });
  const isEmpty = (page: Page) => page.waitForFunction(() => document.querySelector("textarea")?.value === "");
  const open = async () => {
    const page = await stage.open("/");
    await page.locator(".link-state.ok").waitFor();
    return page;
  };

  test("Enter on the next words while the last are on their way sends them after, and each once", async () => {
    const page = await open();
    const { promise, resolve } = Promise.withResolvers<void>();
    await page.route(
      "**/op-send",
      async (route) => {
        await promise;
        await route.continue();
      },
      { times: 1 },
    );
    await field(page).fill("first");
    await field(page).press("Enter");
    await field(page).press("Enter");
    await page.locator(".compose [aria-busy=true]").waitFor();
    await field(page).fill("second");
    await field(page).press("Enter");
    await field(page).press("Enter");
    resolve();
    await isEmpty(page);
    await field(page).fill("third");
    await field(page).press("Enter");
    await isEmpty(page);
    assert.deepEqual(
      stage.core.posted.map(({ body }) => body["body"]),
      ["first", "second", "third"],
    );
  });

  test("half-typed text outlives a reload, and is gone once it was sent", async () => {
    const page = await open();
    await field(page).fill("half a thought");
    await page.reload();
    await page.waitForFunction(() => document.querySelector("textarea")?.value === "half a thought");
    await page.locator(".link-state.ok").waitFor();
    await field(page).press("Enter");
    await isEmpty(page);
    await page.reload();
    await page.locator(".link-state.ok").waitFor();
    assert.equal(await field(page).inputValue(), "");
  });

  test("text over 64 KiB says so before it is sent, and so does a recipient who left the hive", async () => {
    const page = await open();
    await field(page).fill("ü".repeat(40_000));
    await page.getByText("too long to send: 78.1 of 64 KiB").waitFor();
    await field(page).press("Enter");
    await toast(page, "too long to send").waitFor();
    assert.equal(await page.locator(".compose button").getAttribute("aria-disabled"), "true");
    await field(page).fill("@scout ");
    await field(page).press("Enter");
    await page.getByText("@scout>").waitFor();
    stage.core.tell({ kind: "container_removed", name: "scout" });
    await field(page).fill("are you there?");
    const gone = "scout is no longer in the hive; type @ to see who there is";
    await page.locator(".problem").getByText(gone).waitFor();
    await field(page).press("Enter");
    await toast(page, gone).waitFor();
    assert.equal(await field(page).inputValue(), "are you there?");
    assert.equal(stage.core.posted.length, 0);
    await field(page).fill("@coder are you there?");
    await field(page).press("Enter");
    await page.getByText("@coder>").waitFor();
    await isEmpty(page);
    assert.equal(stage.core.posted[0]?.body["to"], "coder");
  });
});
