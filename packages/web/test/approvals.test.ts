import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { sampleApproval } from "../src/store/sample.ts";
import { card, setDecisionsStage, tab, toast } from "./decisions-stage.ts";

describe("approvals in a real browser", () => {
  const { stage, open, posted, approvalEnds } = setDecisionsStage();

  const deny = (page: Page) => card(page, "apr-87").getByRole("button", { name: /deny 87$/ });
  const reason = (page: Page) => page.getByLabel("reason for denying (optional, sent to manager):");

  test("a proposal shows what it is, who asked, how risky it is and why, and what comes before it", async () => {
    const page = await open(undefined, "/", { now: Date.now() });
    const apr = card(page, "apr-87");
    assert.match(await apr.innerText(), /#87[^]*coder[^]*apply commit[^]*3f9c2a7d41be[^]*medium risk/);
    assert.match(
      await apr.innerText(),
      /push own branches[^]*hm1nd, 12 m ago[^]*bash \+3 patterns[^]*memory 2 → 4 GiB/,
    );
    await apr.getByText("builds after #85").waitFor();
    await card(page, "apr-90").getByText("takes the place of #86 when it is deployed").waitFor();
    assert.match(await card(page, "apr-90").innerText(), /▲▲\s*high risk/);
    const spawn = card(page, "apr-88");
    assert.match(await spawn.innerText(), /low risk[^]*bwrap\s+haiku\s+network internet\s+:8535/);
    await spawn.getByRole("button", { name: /ask hm1nd for a revision of 88$/ }).waitFor();
    assert.equal(await spawn.locator(".dview").count(), 0);
  });

  test("approving tells what follows; the card leaves by its event and stands in the history", async () => {
    const page = await open();
    await card(page, "apr-87").getByRole("button", { name: "approve 87: build and deploy coder at 3f9c2a7" }).click();
    await toast(page, "approved #87, build queued");
    assert.deepEqual(posted(), [["/approve/87"]]);
    approvalEnds(87, { status: "approved", stage: "approved", resolved_at: Math.floor(Date.now() / 1000) });
    await tab(page, /^pending · 4$/).waitFor();
    await tab(page, /^history · 6$/).click();
    await card(page, "apr-87").getByText("waits to be built").waitFor();
    stage.core.tell({
      kind: "approval_changed",
      approval: sampleApproval(87, { status: "approved", stage: "deployed", resolved_at: 1 }),
    });
    await card(page, "apr-87").getByText("deployed").waitFor();
    assert.equal(await page.getByText("elsewhere").count(), 0);
  });

  test("the reason for denying opens in place; Escape closes it, its words stay, Enter sends them", async () => {
    const page = await open();
    await deny(page).click();
    await page.waitForFunction(() => document.activeElement?.id === "w-87");
    await page.keyboard.type("allowlist the nine");
    await page.keyboard.press("Escape");
    await reason(page).waitFor({ state: "detached" });
    assert.equal(await deny(page).evaluate((button) => button === document.activeElement), true);
    await tab(page, /history/).click();
    await tab(page, /pending/).click();
    stage.core.tell({ kind: "approval_added", approval: sampleApproval(95, { agent: "bard" }) });
    await card(page, "apr-95").waitFor();
    await deny(page).press("Enter");
    await page.waitForFunction(() => document.activeElement?.id === "w-87");
    await page.keyboard.press("End");
    await page.keyboard.type(" hosts");
    await page.keyboard.press("Enter");
    await toast(page, "denied #87");
    assert.deepEqual(posted(), [["/deny/87", "allowlist the nine hosts"]]);
  });

  test("a reason for denying may be left out, one for a revision may not", async () => {
    const page = await open();
    const revise = card(page, "apr-87").getByRole("button", { name: "ask hm1nd for a revision of 87" });
    await revise.click();
    const send = page.getByRole("button", { name: "send 87 back to be revised" });
    assert.equal(await send.getAttribute("aria-disabled"), "true");
    await page.getByLabel("what to change (sent to manager):").press("Enter");
    await deny(page).click();
    await page.getByRole("button", { name: "deny 87 now" }).click();
    await toast(page, "denied #87");
    assert.deepEqual(posted(), [["/deny/87", ""]]);
  });

  test("a revision takes the words with it, also those that were typed for a denial", async () => {
    const page = await open();
    await deny(page).click();
    await reason(page).fill("smaller steps");
    await card(page, "apr-87")
      .getByRole("button", { name: /revision of 87/ })
      .click();
    await page.getByLabel("what to change (sent to manager):").press("Enter");
    await toast(page, "sent #87 back to hm1nd");
    assert.deepEqual(posted(), [["/revise/87", "smaller steps"]]);
  });

  test("what is decided elsewhere goes with a word, and a typed reason is kept", async () => {
    const page = await open();
    await deny(page).click();
    await reason(page).fill("too much");
    approvalEnds(87, { status: "approved", stage: "approved", resolved_at: 1 });
    await toast(page, "#87 for coder was approved elsewhere. what you typed is kept above");
    await page.getByRole("group", { name: "what you typed for approval 87" }).getByText("too much").waitFor();
  });

  test("a decision that comes second is refused in the core's words", async () => {
    const page = await open((core) => core.broken.add("/approve/87"));
    await card(page, "apr-87")
      .getByRole("button", { name: /approve 87:/ })
      .click();
    await toast(page, "the core failed on this request");
    await card(page, "apr-87").waitFor();
  });

  test("those of low risk are approved together after one question that names them", async () => {
    const page = await open((core) => core.broken.add("/approve/91"));
    await page.getByRole("button", { name: "approve 2 of low risk" }).click();
    await page.getByText("approves #89 and #91, one after another; each is built and deployed.").waitFor();
    assert.deepEqual(posted(), []);
    await page.getByRole("button", { name: "approve #89 and #91 now" }).click();
    await toast(page, "approved #89; #91 was not: the core failed on this request");
    assert.deepEqual(posted(), [["/approve/89"]]);
    approvalEnds(89, { agent: "scribe", status: "approved", stage: "approved", resolved_at: 1 });
    await page.getByRole("button", { name: /of low risk/ }).waitFor({ state: "detached" });
  });

  test("the tab is remembered, arrows choose, and the history has its notes with their lines", async () => {
    const page = await open();
    await tab(page, /pending/).press("ArrowRight");
    await page.getByRole("tab", { name: /history/, selected: true }).waitFor();
    assert.match(await card(page, "apr-84").innerText(), /✗[^]*#84[^]*scout[^]*network: host[^]*1 h[^]*no\. allow/);
    assert.equal(
      await card(page, "apr-84").locator(".note .out").textContent(),
      "no. allowlist the nine hosts instead.\nask me again with the list.",
    );
    assert.match(await card(page, "apr-85").innerText(), /building…/);
    await page.reload();
    await card(page, "apr-84").waitFor();
    assert.equal(await card(page, "apr-87").isVisible(), false);
  });
});
