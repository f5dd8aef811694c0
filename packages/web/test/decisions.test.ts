import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { sampleApproval, sampleQuestion } from "../src/store/sample.ts";
import { axeViolations } from "./axe.ts";
import type { FakeCore } from "./fake-core.ts";
import { LOOKS, setPageStage } from "./page-stage.ts";
import { addDecisions, sampleDiff } from "./sample-decisions.ts";

const isLive = (page: Page) => page.locator(".link-state.ok").waitFor();
const card = (page: Page, id: string) => page.locator(`#${id}`);
const toast = (page: Page, text: string | RegExp) => page.getByRole("status").getByText(text).waitFor();
const tab = (page: Page, name: RegExp) => page.getByRole("tab", { name });

describe("the decisions in a real browser", () => {
  const stage = setPageStage();
  const open = async (prepare: (core: FakeCore) => void = () => undefined, path = "/") => {
    const page = await stage.open(path, { prepare: (core) => (addDecisions(core), prepare(core)) });
    await isLive(page);
    await page.locator("#h-dec").waitFor();
    return page;
  };
  const posted = () => stage.core.posted.map(({ path, body }) => [path, ...Object.values(body)]);
  const questionEnds = (id: number, end: Parameters<typeof sampleQuestion>[1]) =>
    stage.core.tell({ kind: "question_resolved", question: sampleQuestion(id, end) });
  const approvalEnds = (id: number, end: Parameters<typeof sampleApproval>[1]) =>
    stage.core.tell({ kind: "approval_resolved", approval: sampleApproval(id, end) });

  describe("questions", () => {
    test("one choice and own words go together; the card leaves by its event", async () => {
      const page = await open();
      const q = card(page, "q-41");
      assert.match(await q.innerText(), /#41[^]*coder[^]*6 m ago[^]*04:\d\d/);
      await q.locator("strong", { hasText: "per host" }).waitFor();
      const answer = q.getByRole("button", { name: "answer question 41" });
      assert.equal(await answer.getAttribute("aria-disabled"), "true");
      await q.getByLabel("per request").check();
      await q.getByLabel("per host", { exact: true }).check();
      await q.getByLabel(/type your own/).fill("and log it");
      await answer.click();
      await toast(page, "answered #41; coder was told");
      assert.deepEqual(posted(), [["/answer-question/41", "per host, and log it"]]);
      questionEnds(41, { state: "answered", answerer: "operator" });
      await q.waitFor({ state: "detached" });
      assert.equal(await page.getByText("answered elsewhere").count(), 0);
    });

    test("an answer that is sent twice in one moment goes once", async () => {
      const page = await open();
      await card(page, "q-43")
        .getByLabel(/your answer/)
        .fill("the daily");
      await card(page, "q-43").evaluate((q) => {
        for (let press = 0; press < 3; press += 1) q.querySelector<HTMLButtonElement>("[type=submit]")?.click();
      });
      await toast(page, "answered #43");
      assert.equal(posted().length, 1);
    });

    test("a choice can be taken back, by mouse and by keyboard", async () => {
      const page = await open();
      const choice = card(page, "q-41").getByLabel("per request");
      await choice.click();
      await choice.click();
      assert.equal(await choice.isChecked(), false);
      await choice.press("Space");
      assert.equal(await choice.isChecked(), true);
      await choice.press("ArrowRight");
      assert.equal(await card(page, "q-41").getByLabel("both, per host first").isChecked(), true);
    });

    test("several options go in their order; Enter answers, Shift+Enter breaks the line", async () => {
      const page = await open();
      const q = card(page, "q-42");
      await q.getByLabel("docs.rs").check();
      await q.getByLabel("api.github.com").check();
      await q.getByLabel("packages.example").check();
      await q.getByLabel("packages.example").uncheck();
      await q.getByLabel(/type your own/).fill("read only");
      await q.getByLabel(/type your own/).press("Shift+Enter");
      await q.getByLabel(/type your own/).pressSequentially("for now");
      await q.getByLabel(/type your own/).press("Enter");
      await toast(page, "answered #42; hm1nd was told");
      assert.deepEqual(posted(), [["/answer-question/42", "api.github.com, docs.rs, read only\nfor now"]]);
    });

    test("cancelling asks once and says what the asker gets; Escape keeps the question", async () => {
      const page = await open();
      const q = card(page, "q-43");
      const cancel = q.getByRole("button", { name: "cancel question 43; scribe gets [cancelled]" });
      await cancel.click();
      await q.getByText("scribe gets [cancelled] instead of an answer").waitFor();
      await page.keyboard.press("Escape");
      assert.deepEqual(posted(), []);
      await cancel.click();
      await q.getByRole("button", { name: "cancel question 43 now" }).click();
      await toast(page, "cancelled #43; scribe was told");
      assert.deepEqual(posted(), [["/cancel-question/43"]]);
    });

    test("a question that expires says so, and half-typed words are put aside to be copied", async () => {
      const page = await open();
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      await card(page, "q-41")
        .getByLabel(/type your own/)
        .fill("per host, bec");
      questionEnds(41, { state: "expired", answerer: "ttl-watchdog" });
      await toast(page, "question 41 expired; coder was told. what you typed is kept above");
      await card(page, "q-41").waitFor({ state: "detached" });
      assert.equal(await page.evaluate(() => document.activeElement?.id), "q-42");
      const aside = page.getByRole("group", { name: "what you typed for question 41" });
      await aside.getByText("per host, bec").waitFor();
      assert.deepEqual(await axeViolations(page), []);
      await aside.getByRole("button", { name: "copy" }).click();
      await toast(page, "copied");
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "per host, bec");
      await aside.getByRole("button", { name: "let it go" }).click();
      await aside.waitFor({ state: "detached" });
    });

    test("a question answered elsewhere goes with a word, without one when nobody here had begun", async () => {
      const page = await open();
      await card(page, "q-43").waitFor();
      questionEnds(43, { asker: "scribe", state: "answered", answerer: "operator" });
      await toast(page, /^question 43 was answered elsewhere; scribe was told$/);
      assert.equal(await page.locator(".left-over").count(), 0);
    });

    test("an answer that is refused stays in its fields", async () => {
      const page = await open((core) => core.broken.add("/answer-question/43"));
      const q = card(page, "q-43");
      await q.getByLabel("your answer to question 43").fill("the daily");
      await q.getByRole("button", { name: "answer question 43" }).click();
      await toast(page, "the core failed on this request");
      assert.equal(await q.getByLabel("your answer to question 43").inputValue(), "the daily");
    });

    test("the deadline ticks down, and its line drains", async () => {
      const page = await open();
      const chip = card(page, "q-41").locator(".badge");
      const before = await chip.innerText();
      await page.waitForFunction(
        (old) => document.querySelector<HTMLElement>("#q-41 .badge")?.innerText !== old,
        before,
      );
      assert.match((await chip.getAttribute("title")) ?? "", /expires at \d\d:\d\d:\d\d; coder then gets \[expired\]/);
      const drained = await card(page, "q-41")
        .locator(".drain")
        .evaluate((line) => line.getBoundingClientRect().width);
      const whole = (await card(page, "q-41").boundingBox())?.width ?? 0;
      assert.ok(drained > 0.3 * whole && drained < 0.5 * whole, `${drained} of ${whole}`);
    });

    test("what is typed, chosen and focused outlives other events", async () => {
      const page = await open();
      const words = card(page, "q-42").getByLabel(/type your own/);
      await card(page, "q-42").getByLabel("docs.rs").check();
      await words.fill("and docs.ex");
      stage.core.tell({ kind: "question_added", question: sampleQuestion(44, { question: "one more?" }) });
      questionEnds(41, { state: "expired", answerer: "ttl-watchdog" });
      stage.core.tell({ kind: "approval_added", approval: sampleApproval(95, { agent: "bard" }) });
      await card(page, "apr-95").waitFor();
      await page.keyboard.type("ample");
      assert.equal(await words.inputValue(), "and docs.example");
      assert.equal(await card(page, "q-42").getByLabel("docs.rs").isChecked(), true);
    });
  });

  describe("approvals", () => {
    const deny = (page: Page) => card(page, "apr-87").getByRole("button", { name: /deny 87$/ });
    const reason = (page: Page) => page.getByLabel("reason for denying (optional, sent to manager):");

    test("a proposal shows what it is, who asked, how risky it is and why, and what comes before it", async () => {
      const page = await open();
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
      assert.equal(await spawn.getByRole("button", { name: /revision/ }).count(), 0, "a spawn cannot be revised");
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
      assert.equal(await tab(page, /history/).getAttribute("aria-selected"), "true");
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

  describe("diffs", () => {
    const file = (page: Page, path: string) =>
      card(page, "apr-87").locator(".dfile", { has: page.locator("bdi", { hasText: path }) });

    test("each file is a fold with its counts, lines have numbers and signs, changed words are marked, large ones are closed", async () => {
      const page = await open();
      const yaml = file(page, "agent.yaml");
      assert.match(await yaml.locator("summary").innerText(), /agent\.yaml\s*\+7 −3/);
      assert.deepEqual(await yaml.locator(".diff-del mark").allInnerTexts(), ["2GiB", "256"]);
      const added = yaml.locator("tr.diff-add", { hasText: "4GiB" });
      assert.deepEqual(await added.locator("td").allInnerTexts(), ["", "7", "+", "  memory: 4GiB"]);
      assert.match(await yaml.locator(".diff-hunk").innerText(), /4,10 → 4,14/);
      const share = await added.evaluate((row) => (row.lastElementChild?.clientWidth ?? 0) / row.clientWidth);
      assert.ok(share > 0.8, `the text has ${share} of the line`);
      assert.match(await file(page, "check.sh").innerText(), /now executable/);
      assert.match(await file(page, "logo.png").innerText(), /new file, binary/);
      assert.match(await file(page, "old.md").innerText(), /deleted/);
      const lock = file(page, "package-lock.json");
      assert.match(await lock.innerText(), /large, folded\s*\+412 −388/);
      await lock.locator("summary").click();
      const rest = lock.getByRole("button", { name: "show the rest, 401 lines" });
      await rest.waitFor();
      assert.equal(await lock.locator("tr").count(), 400);
      await rest.click();
      await rest.waitFor({ state: "detached" });
      assert.equal(await lock.locator("tr").count(), 801);
    });

    test("a fold stays as it was left over events and a reload", async () => {
      const page = await open();
      await file(page, "agent.yaml").locator("summary").click();
      stage.core.tell({ kind: "approval_added", approval: sampleApproval(95, { agent: "bard" }) });
      await card(page, "apr-95").waitFor();
      assert.equal(await file(page, "agent.yaml").getAttribute("open"), null);
      await page.reload();
      await file(page, "prompts/role.md").locator(".diff-add").first().waitFor();
      assert.equal(await file(page, "agent.yaml").getAttribute("open"), null);
    });

    test("a base that cannot be had says so, and the way back is there", async () => {
      const page = await open();
      await file(page, "prompts/role.md").waitFor();
      stage.core.broken.add("/api/approval-diff/87");
      await card(page, "apr-87").getByRole("button", { name: "previous" }).click();
      await card(page, "apr-87").getByText("the diff could not be loaded").waitFor();
      stage.core.broken.clear();
      await card(page, "apr-87").getByRole("button", { name: "running" }).click();
      await card(page, "apr-87").getByText("the diff could not be loaded").waitFor({ state: "detached" });
      await file(page, "prompts/role.md").waitFor();
    });

    test("the base can be switched, and another base than the one asked for says so", async () => {
      const page = await open();
      await file(page, "prompts/role.md").waitFor();
      await card(page, "apr-87").getByRole("button", { name: "last approved" }).click();
      await file(page, "prompts/role.md").waitFor({ state: "detached" });
      await card(page, "apr-87").getByRole("button", { name: "previous" }).click();
      await card(page, "apr-87").getByText("no other proposal waits: compared with what runs").waitFor();
      await file(page, "prompts/role.md").waitFor();
    });

    test("side by side is offered where there is room, and remembered", async () => {
      const page = await open();
      await card(page, "apr-87").getByRole("button", { name: "split" }).click();
      const row = file(page, "agent.yaml").locator("tr", { hasText: "2GiB" });
      assert.deepEqual(await row.locator("td.t").allInnerTexts(), ["  memory: 2GiB", "  memory: 4GiB"]);
      await page.reload();
      await row.locator("td.t").nth(1).waitFor();
      await page.setViewportSize({ width: 390, height: 844 });
      await file(page, "agent.yaml").locator("table:not(.split)").waitFor();
      assert.equal(await card(page, "apr-87").getByRole("button", { name: "split" }).count(), 0);
    });

    test("a diff opens on the whole page, Escape closes it, and the focus is back on its button", async () => {
      const page = await open();
      const wide = page.getByRole("button", { name: "open the diff of 87 on the whole page" });
      await wide.press("Enter");
      const dialog = page.getByRole("dialog", { name: /#87 coder: push own branches/ });
      await dialog.locator(".diff-add").first().waitFor();
      assert.deepEqual(await axeViolations(page), []);
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      assert.equal(await wide.evaluate((button) => button === document.activeElement), true);
    });

    test("a diff that was cut says so, one that differs in nothing says so, one that cannot be had offers a retry", async () => {
      const page = await open((core) => {
        core.answers.set("/api/approval-diff/87", sampleDiff(sampleApproval(87), { truncated: true }));
        core.answers.set("/api/approval-diff/89", sampleDiff(sampleApproval(89), { diff: "" }));
        core.broken.add("/api/approval-diff/90");
      });
      await card(page, "apr-87").getByText("its end is missing here").waitFor();
      await card(page, "apr-89").scrollIntoViewIfNeeded();
      await card(page, "apr-89").getByText("nothing differs from what runs.").waitFor();
      await card(page, "apr-90").scrollIntoViewIfNeeded();
      await card(page, "apr-90").getByText("the diff could not be loaded: the core failed").waitFor();
      stage.core.broken.clear();
      await card(page, "apr-90").getByRole("button", { name: "try again" }).click();
      await card(page, "apr-90").locator(".diff-add").first().waitFor();
    });

    test("diffs are asked for when they come near, and none for what is folded away", async () => {
      const asked: string[] = [];
      const page = await open((core) => {
        for (const id of [87, 89, 90, 91, 85])
          core.answers.set(`/api/approval-diff/${id}`, ({ base }) => {
            asked.push(`${id} ${String(base)}`);
            return sampleDiff(sampleApproval(id));
          });
      });
      await file(page, "agent.yaml").waitFor();
      assert.equal(asked.includes("91 running"), false);
      await tab(page, /history/).click();
      await card(page, "apr-85").locator("summary").first().click();
      await card(page, "apr-85").locator(".diff-add").first().waitFor();
      assert.equal(asked.at(-1), "85 approved");
    });

    test("hostile text in a diff stays text, and what would hide in it is shown", async () => {
      const body = [
        "<img src=x onerror='window.hacked=1'>",
        "</table><script>window.hacked=2</script>",
        "if (admin\u202e) { // \u2066safe",
        `y${"z".repeat(300_000)}`,
        "\u001b[2Jgone\r",
      ];
      const diff = `diff --git "a/\\342\\200\\256evil<b>.md" "b/\\342\\200\\256evil<b>.md"\nnew file mode 120000\n--- /dev/null\n+++ "b/\\342\\200\\256evil<b>.md"\n@@ -0,0 +1,${body.length} @@ <u>x\n${body.map((line) => `+${line}\n`).join("")}`;
      const page = await open((core) =>
        core.answers.set("/api/approval-diff/87", sampleDiff(sampleApproval(87), { diff })),
      );
      const evil = file(page, "evil<b>.md");
      assert.match(await evil.locator("summary").innerText(), /‹U\+202E›evil<b>\.md[^]*new file, a symbolic link/);
      assert.match(
        await evil.innerText(),
        /admin‹U\+202E›\) \{ \/\/ ‹U\+2066›safe[^]*299,001 more characters[^]*␛\[2Jgone␍/,
      );
      assert.equal(await page.evaluate(() => (window as { hacked?: number }).hacked), undefined);
      assert.equal(await evil.locator("img, script, u, b").count(), 0);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 1440);
    });
  });

  describe("a new agent", () => {
    const field = (page: Page) => page.getByLabel("name of the new agent");

    test("a name is checked while it is typed, and what was asked for says where it lands", async () => {
      const page = await open((core) => core.answers.set("/request-spawn", { approval_id: 96 }));
      const ask = page.getByRole("button", { name: "request spawn" });
      for (const [name, words] of [
        ["My Agent", "expected a-z, 0-9"],
        ["system", "already means somebody"],
        ["coder", "already has an agent called coder"],
        ["cartographer", "asked for already, by #88"],
      ] as const) {
        await field(page).fill(name);
        await page.locator("#spawn-problem").getByText(words).waitFor();
        assert.equal(await ask.getAttribute("aria-disabled"), "true");
      }
      await field(page).fill("bard");
      await field(page).press("Enter");
      await toast(page, "asked for bard: #96 waits among the approvals");
      assert.equal(await field(page).inputValue(), "");
      assert.deepEqual(posted(), [["/request-spawn", "bard"]]);
    });

    test("what the core has against a name stands under it until the name is another", async () => {
      const page = await open((core) => core.broken.add("/request-spawn"));
      await field(page).fill("bard");
      await field(page).press("Enter");
      await page.locator("#spawn-problem").getByText("the core failed on this request").waitFor();
      assert.equal(await field(page).inputValue(), "bard");
      await field(page).fill("bards");
      assert.equal(await page.locator("#spawn-problem").innerText(), "");
    });

    test("on a quiet day the form stands alone, and a name being typed outlives the first approval", async () => {
      const page = await stage.open("/", { prepare: (core) => core.hive.beQuiet() });
      await page.getByText("a first agent").waitFor();
      assert.equal(await page.getByRole("tab").count(), 0);
      await field(page).focus();
      await page.keyboard.type("cartog");
      stage.core.tell({
        kind: "approval_added",
        approval: sampleApproval(1, { fetched_sha: undefined, kind: "spawn" }),
      });
      await card(page, "apr-1").waitFor();
      await page.keyboard.type("rapher");
      assert.equal(await field(page).inputValue(), "cartographer");
      approvalEnds(1, { kind: "spawn", fetched_sha: undefined, status: "denied", stage: "denied", resolved_at: 1 });
      await page.getByRole("heading", { name: "last decisions" }).waitFor();
      await page.locator("#apr-1").getByText("spawn").first().waitFor();
      assert.deepEqual(await axeViolations(page), []);
    });
  });

  test("all of it works by keyboard alone", async () => {
    const page = await open();
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const at = async () =>
      await page.evaluate(() => {
        const { id, ariaLabel, textContent } = document.activeElement as HTMLElement;
        return id || ariaLabel || textContent;
      });
    const tabTo = async (name: RegExp) => {
      for (let step = 0; step < 80; step += 1) {
        await page.keyboard.press("Tab");
        if (name.test((await at()) ?? "")) return;
      }
      assert.fail(`Tab never came to ${name}`);
    };
    await press("Tab", "Enter");
    assert.equal(await at(), "decisions");
    await press("Tab", "Space", "ArrowDown", "Tab");
    assert.equal(await at(), "f-41");
    await press("Enter");
    await toast(page, "answered #41");
    await tabTo(/cancel question 43;/);
    await press("Enter", "Escape");
    await tabTo(/t-pending/);
    await press("ArrowRight", "ArrowLeft");
    await tabTo(/last approved/);
    await tabTo(/package-lock\.json/);
    await press("Enter");
    await card(page, "apr-87")
      .getByRole("button", { name: /show the rest/ })
      .waitFor();
    await tabTo(/deny 87$/);
    await press("Enter");
    await page.waitForFunction(() => document.activeElement?.id === "w-87");
    await page.keyboard.type("not now");
    await press("Enter");
    await toast(page, "denied #87");
    await tabTo(/approve 88:/);
    await press("Enter");
    await toast(page, "approved #88, creating cartographer");
    assert.deepEqual(posted(), [["/answer-question/41", "per request"], ["/deny/87", "not now"], ["/approve/88"]]);
  });

  test("an address leads to its question or approval, also one in the history, and says when it is gone", async () => {
    const page = await open(undefined, "/#q-42");
    const focused = (id: string) => page.waitForFunction((wanted) => document.activeElement?.id === wanted, id);
    await focused("q-42");
    await page.evaluate(() => (location.hash = "#apr-91"));
    await focused("apr-91");
    await page.waitForFunction(() => {
      const place = document.getElementById("apr-91")?.getBoundingClientRect();
      return document.querySelectorAll("#apr-91 .dfile").length > 0 && place !== undefined && place.y < 200;
    });
    await page.evaluate(() => (location.hash = "#apr-84"));
    await focused("apr-84");
    await card(page, "apr-84").locator(".diff-add").first().waitFor();
    assert.equal(await tab(page, /history/).getAttribute("aria-selected"), "true");
    await page.evaluate(() => (location.hash = "#q-7"));
    await toast(page, "question 7 is not here: it has ended");
    await page.evaluate(() => (location.hash = "#apr-7"));
    await toast(page, "approval 7 is not here: it has ended, and it is not among the last 30");
  });

  test("while the connection is lost every decision rests and keeps its words; nothing is sent", async () => {
    const page = await open();
    await card(page, "q-43")
      .getByLabel(/your answer/)
      .fill("the daily");
    for (const path of ["/dashboard/stream", "/api/state", "/dashboard/history"]) stage.core.broken.add(path);
    stage.core.dropStreams();
    await page.locator(".link-state.bad").waitFor();
    const answer = card(page, "q-43").getByRole("button", { name: "answer question 43" });
    assert.equal(await answer.getAttribute("aria-disabled"), "true");
    await card(page, "q-43")
      .getByLabel(/your answer/)
      .press("Enter");
    const resting = page.locator("#decisions button[aria-disabled=true]");
    assert.ok((await resting.count()) >= 15);
    assert.deepEqual(posted(), []);
    questionEnds(41, { state: "answered", answerer: "operator" });
    stage.core.broken.clear();
    await page.getByRole("button", { name: "try now" }).click();
    await card(page, "q-41").waitFor({ state: "detached" });
    assert.equal(
      await card(page, "q-43")
        .getByLabel(/your answer/)
        .inputValue(),
      "the daily",
    );
    await answer.click();
    await toast(page, "answered #43");
  });

  test("a part whose source fails shows the error and a retry, never an empty list", async () => {
    const failed = (core: FakeCore) =>
      core.hive.change({
        problems: (["questions", "approvals", "approval_history"] as const).map((section) => ({
          section,
          error: `${section} cannot be read`,
        })),
      });
    const page = await open(failed);
    await page.getByText("the questions could not be loaded.").waitFor();
    await page.getByText("the approvals could not be loaded.").waitFor();
    assert.equal(await page.getByText("nothing waits for you.").count(), 0);
    await tab(page, /history/).click();
    await page.getByText("the history could not be loaded.").waitFor();
    assert.deepEqual(await axeViolations(page), []);
    stage.core.hive.change({ problems: [] });
    await page.locator("#p-history").getByRole("button", { name: "try again" }).click();
    await card(page, "apr-84").waitFor();
    await card(page, "q-41").waitFor();
  });

  test("hostile words of agents stay words and break no layout", async () => {
    const evil = `<script>window.hacked=1</script>[x](javascript:alert(1))\u202e${"w".repeat(3000)}`;
    const page = await open((core) =>
      core.hive.change({
        decisions: {
          questions: [
            sampleQuestion(1, { question: evil, options: [evil.slice(0, 200), "<b>b</b>"], asker: "x".repeat(63) }),
          ],
          pending: [
            sampleApproval(2, {
              description: evil,
              agent: "y".repeat(63),
              fetched_sha: undefined,
              risk: { level: "high", reasons: [evil, "<i>i</i>"] },
            }),
          ],
          history: [],
        },
      }),
    );
    await card(page, "apr-2").waitFor();
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      const wide = await page.evaluate(
        () =>
          [...document.querySelectorAll("#decisions, #decisions *")].filter(
            (element) =>
              element.getBoundingClientRect().right > innerWidth + 1 && element.closest(".clip, .sr") === null,
          ).length,
      );
      assert.equal(wide, 0, `${width} px`);
    }
    assert.equal(await page.evaluate(() => (window as { hacked?: number }).hacked), undefined);
    assert.equal(await page.locator("#decisions").locator("script, b b, i i, a[href^=javascript]").count(), 0);
  });

  for (const look of LOOKS) {
    test(`axe finds nothing in the decisions, ${look.colorScheme}, ${look.viewport.width} px wide`, async () => {
      const page = await stage.open("/", { ...look, prepare: addDecisions });
      await card(page, "apr-87").scrollIntoViewIfNeeded();
      await card(page, "apr-87").locator(".diff-add").first().waitFor();
      await card(page, "q-41").getByLabel("per request").check();
      await card(page, "q-43")
        .getByRole("button", { name: /cancel question 43;/ })
        .click();
      await card(page, "apr-88")
        .getByRole("button", { name: /deny 88$/ })
        .click();
      await page.getByRole("button", { name: /of low risk/ }).click();
      await page.getByLabel("name of the new agent").fill("No");
      assert.deepEqual(await axeViolations(page), []);
      await tab(page, /history/).click();
      await card(page, "apr-85").locator("summary").first().click();
      await card(page, "apr-85").locator(".diff-add").first().waitFor();
      assert.deepEqual(await axeViolations(page), []);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= look.viewport.width, `expected no sideways scroll, got a page ${width} px wide`);
    });
  }
});
