import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { sampleMessage } from "../src/store/sample.ts";
import { LAST, setFlowStage } from "./flow-stage.ts";

describe("the messages column in a real browser", () => {
  const { stage, openFull, flow, row, atEnd, follows } = setFlowStage();
  const drawn = (page: Page) => flow(page).locator(".msg").count();
  /** Turns the wheel over the flow until something is drawn. */
  const wheelTo = async (page: Page, wanted: Locator, step: number) => {
    await flow(page).hover();
    for (let turn = 0; turn < 5000 && (await wanted.count()) === 0; turn += 1) {
      await page.mouse.wheel(0, step);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    await wanted.waitFor({ state: "attached" });
  };

  test("of many messages the newest are drawn, and scrolling up brings all others, a few at a time", async () => {
    const page = await openFull();
    assert.equal(await drawn(page), 60);
    await atEnd(page);
    await wheelTo(page, row(page, 1150), -1500);
    assert.ok((await drawn(page)) <= 160);
    await wheelTo(page, row(page, 1), -6000);
    assert.ok((await drawn(page)) <= 160);
    assert.equal(await page.getByRole("button", { name: "older messages" }).count(), 0);
    const ids = await flow(page)
      .locator(".msg")
      .evaluateAll((rows) => rows.map(({ id }) => Number(id.slice(4))));
    assert.deepEqual(
      ids,
      ids.map((_, index) => index + 1),
    );
  });

  test("rows that grow after the pane went to its end do not keep it from following", async () => {
    const page = await openFull();
    await atEnd(page);
    await page.evaluate((id) => {
      const pane = document.querySelector("#msgflow .live");
      const last = document.getElementById(id);
      if (pane === null || last === null) throw new Error("expected the flow and its last row");
      // As when the browser tells late of the scroll to the end.
      last.style.paddingBottom = "300px";
      pane.dispatchEvent(new Event("scroll"));
    }, `msg-${LAST}`);
    await atEnd(page);
    stage.core.tell({ kind: "sent", message: sampleMessage(LAST + 1) });
    await row(page, LAST + 1).waitFor();
    await atEnd(page);
  });

  test("scrolling down again comes to the newest without a gap, and follows them from there", async () => {
    const page = await openFull();
    await wheelTo(page, row(page, 300), -6000);
    await wheelTo(page, row(page, LAST), 6000);
    await page.mouse.wheel(0, 9000);
    await atEnd(page);
    stage.core.tell({ kind: "sent", message: sampleMessage(LAST + 1) });
    await row(page, LAST + 1).waitFor();
    await atEnd(page);
    const ids = await flow(page)
      .locator(".msg")
      .evaluateAll((rows) => rows.map(({ id }) => Number(id.slice(4))));
    assert.ok(ids.every((id, index) => index === 0 || id === (ids[index - 1] ?? 0) + 1));
  });

  test("a row that is read keeps its place while older ones are drawn above it and new ones come below", async () => {
    const page = await openFull();
    await flow(page).hover();
    await page.mouse.wheel(0, -700);
    await follows(page, false);
    const sight = () =>
      flow(page).evaluate((pane) => {
        const { top } = pane.getBoundingClientRect();
        const seen = [...pane.querySelectorAll(".msg")].find((row) => row.getBoundingClientRect().bottom > top + 50);
        return { id: seen?.id, y: seen?.getBoundingClientRect().y };
      });
    const before = await sight();
    assert.ok(before.y !== undefined);
    const count = await drawn(page);
    await page.getByRole("button", { name: "older messages" }).evaluate((button) => (button as HTMLElement).click());
    await page.waitForFunction((old) => document.querySelectorAll("#msgflow .msg").length > old, count);
    for (let id = 1; id <= 5; id += 1) stage.core.tell({ kind: "sent", message: sampleMessage(LAST + id) });
    await page.getByRole("button", { name: "5 new rows, jump to the end" }).waitFor();
    stage.core.tell({ kind: "dead", id: 1240, from: "coder", to: "tester", at: 1, attempts: 5, note: "gone" });
    await row(page, 1240).getByText("dead letter after 5 attempts: gone").waitFor();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const after = await sight();
    assert.equal(after.id, before.id);
    // Browsers scroll by whole pixels of the screen.
    assert.ok(Math.abs((after.y ?? 0) - before.y) < 1, `it moved from ${before.y} to ${after.y}`);
  });

  test("a page that fails says so at its end, and comes when asked again", async () => {
    const page = await openFull();
    stage.core.broken.add("/dashboard/history");
    const alert = flow(page).getByRole("alert");
    await wheelTo(page, alert, -3000);
    await alert.getByText("older messages could not be loaded.").waitFor();
    assert.match(await alert.innerText(), /the core failed on this request/);
    stage.core.broken.clear();
    await alert.getByRole("button", { name: "try again" }).click();
    await row(page, 1040).waitFor({ state: "attached" });
    assert.equal(await flow(page).getByRole("alert").count(), 0);
  });

  test("thousands of messages later no more rows are drawn, and the pill leads back to the newest", async () => {
    const page = await openFull();
    for (let id = LAST + 1; id <= LAST + 1500; id += 1) stage.core.tell({ kind: "sent", message: sampleMessage(id) });
    await row(page, LAST + 1500).waitFor();
    assert.ok((await drawn(page)) <= 160);
    await wheelTo(page, row(page, LAST + 1300), -3000);
    for (let id = LAST + 1501; id <= LAST + 3000; id += 1)
      stage.core.tell({ kind: "sent", message: sampleMessage(id) });
    await page.getByRole("button", { name: "1500 new rows, jump to the end" }).click();
    await row(page, LAST + 3000).waitFor();
    await atEnd(page);
    assert.ok((await drawn(page)) <= 160);
  });
});
