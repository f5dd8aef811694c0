import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sampleApproval, sampleQuestion } from "../src/store/sample.ts";
import { axeViolations } from "./axe.ts";
import { card, setDecisionsStage, toast } from "./decisions-stage.ts";

describe("questions in a real browser", () => {
  const { stage, open, posted, questionEnds } = setDecisionsStage();

  test("one choice and own words go together; the card leaves by its event", async () => {
    const page = await open(undefined, "/", { now: Date.now() });
    const q = card(page, "q-41");
    assert.match(await q.innerText(), /#41[^]*coder[^]*6 m ago[^]*04:30/);
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
    const isChosen = async (name: string, checked: boolean) => {
      await card(page, "q-41").getByRole("radio", { name, checked }).waitFor();
    };
    await choice.click();
    await isChosen("per request", true);
    await choice.click();
    await isChosen("per request", false);
    await choice.press("Space");
    await isChosen("per request", true);
    await choice.press("ArrowRight");
    await isChosen("both, per host first", true);
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
    await q.getByText("scribe gets [cancelled] instead of an answer").waitFor({ state: "detached" });
    assert.deepEqual(posted(), []);
    await cancel.click();
    await q.getByRole("button", { name: "cancel question 43 now" }).click();
    await toast(page, "cancelled #43; scribe was told");
    assert.deepEqual(posted(), [["/cancel-question/43"]]);
  });

  test("a question that expires says so, and half-typed words are put aside to be copied", async () => {
    const page = await open(undefined, "/", { reducedMotion: "reduce" });
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await card(page, "q-41")
      .getByLabel(/type your own/)
      .fill("per host, bec");
    questionEnds(41, { state: "expired", answerer: "ttl-watchdog" });
    await toast(page, "question 41 expired; coder was told. what you typed is kept above");
    await card(page, "q-41").waitFor({ state: "detached" });
    await page.locator("#q-42:focus").waitFor();
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
    const now = Date.now();
    const page = await open(undefined, "/", { now });
    const chip = card(page, "q-41").locator(".badge");
    const share = async () =>
      await card(page, "q-41").evaluate((q) => {
        const line = q.querySelector(".drain")?.getBoundingClientRect().width ?? 0;
        return Math.round((100 * line) / q.getBoundingClientRect().width);
      });
    await chip.getByText("04:30").waitFor();
    assert.match((await chip.getAttribute("title")) ?? "", /expires at \d\d:\d\d:\d\d; coder then gets \[expired\]/);
    assert.equal(await share(), 43);
    await page.clock.setFixedTime(now + 60_000);
    await chip.getByText("03:30").waitFor();
    assert.equal(await share(), 33);
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
