import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { sampleMessage, sampleQuestion } from "../src/store/sample.ts";
import { axeViolations } from "./axe.ts";
import {
  bell,
  GRANTED,
  noted,
  panel,
  restingSwitch,
  setNotificationsStage,
  shown,
  spawn,
  toOperator,
} from "./notifications-stage.ts";
import { LOOKS } from "./page-stage.ts";

describe("notifications in a real browser", () => {
  const { stage, open, tell } = setNotificationsStage();

  test("a new approval, question and message are told once each, and what was there before is not", async () => {
    const page = await open(GRANTED, ({ hive }) =>
      hive.change({ decisions: { pending: [spawn(80)], questions: [sampleQuestion(40)], history: [] } }),
    );
    await tell(page, { kind: "approval_added", approval: spawn(87, { description: "retry" }) }, "87 shown");
    await tell(page, { kind: "question_added", question: sampleQuestion(41, { question: "tea?" }) }, "41 shown");
    await tell(page, toOperator(500, "the **fetcher** is fast"), "msg:500 shown");
    stage.core.tell({ kind: "sent", message: sampleMessage(501, { to: "tester" }) });
    stage.core.tell({ kind: "question_added", question: sampleQuestion(42, { target: "scout" }) });
    await tell(page, toOperator(502), "msg:502 shown");
    assert.deepEqual(await shown(page), [
      ["hyperhive:approval:87", "approve a new agent: bard?", "retry"],
      ["hyperhive:msg:500", "message from coder", "the **fetcher** is fast"],
      ["hyperhive:msg:502", "message from coder", "done"],
      ["hyperhive:question:41", "coder asks", "tea?"],
    ]);
  });

  test("after a lost connection only what is truly new is told, by replay and by a fresh snapshot", async () => {
    const page = await open();
    await tell(page, toOperator(500), "msg:500 shown");
    stage.core.dropStreams();
    await tell(page, toOperator(501), "msg:501 shown");
    stage.core.forgetHistory();
    stage.core.hive.take(toOperator(502));
    const heard = noted(page, "msg:502 shown");
    stage.core.dropStreams();
    await heard;
    assert.deepEqual(
      (await shown(page)).map(([tag]) => tag),
      ["hyperhive:msg:500", "hyperhive:msg:501", "hyperhive:msg:502"],
    );
  });

  test("a muted browser is quiet and says why in the console; the mute is kept, and taken back", async () => {
    const page = await open();
    await bell(page).click();
    await panel(page).getByRole("button", { name: "mute notifications" }).click();
    await panel(page).getByText("muted: this browser keeps quiet").waitFor();
    await tell(page, toOperator(500), "msg:500 not shown: muted in this browser");
    await page.reload();
    await page.locator(".link-state.ok").waitFor();
    assert.match((await bell(page).getAttribute("aria-label")) ?? "", /muted/);
    await bell(page).click();
    await panel(page).getByRole("button", { name: "unmute notifications" }).click();
    await restingSwitch(page).waitFor();
    await tell(page, toOperator(501), "msg:501 shown");
    assert.deepEqual(
      (await shown(page)).map(([tag]) => tag),
      ["hyperhive:msg:501"],
    );
  });

  test("a browser that blocks is told so in words, with how to mend it, and nothing is shown", async () => {
    const page = await open({ permissions: [] });
    await tell(page, toOperator(500), "msg:500 not shown: permission is denied");
    assert.equal(await bell(page).getAttribute("aria-label"), "notifications: blocked");
    await bell(page).click();
    await panel(page).getByText("allow them in its site settings").waitFor();
    assert.equal(await panel(page).getByRole("button").count(), 0);
    assert.equal(await panel(page).getByRole("switch").count(), 0);
    assert.deepEqual(await shown(page), []);
  });

  test("permission is asked for by a button, which goes once it is given", async () => {
    const page = await open({
      ...GRANTED,
      // A headless browser answers at once, so the time before the answer is played.
      before: () => {
        let answer: NotificationPermission = "default";
        Object.defineProperty(Notification, "permission", { get: () => answer });
        Notification.requestPermission = () => Promise.resolve((answer = "granted"));
      },
    });
    assert.equal(await bell(page).getAttribute("aria-label"), "notifications: off");
    await bell(page).click();
    await panel(page).getByRole("button", { name: "enable notifications" }).click();
    await panel(page).getByRole("button", { name: "mute notifications" }).waitFor();
    assert.equal(await panel(page).getByRole("button", { name: "enable notifications" }).count(), 0);
    await tell(page, toOperator(500), "msg:500 shown");
  });

  test("a browser without notifications says so, and one outside of a secure context has no bell", async () => {
    const page = await stage.open("/", {
      ...GRANTED,
      before: () => void Reflect.deleteProperty(globalThis, "Notification"),
    });
    await bell(page).click();
    await panel(page).getByText("this browser has no notifications for pages").waitFor();
    await page.addInitScript(() => Object.defineProperty(globalThis, "isSecureContext", { value: false }));
    await page.reload();
    await page.locator(".link-state.ok").waitFor();
    assert.equal(await bell(page).count(), 0);
  });

  test("hostile text stays one line of text", async () => {
    const page = await open();
    await tell(page, toOperator(500, `<script>x</script>\n\u001b[31m\u202egnp ${"a".repeat(60_000)}`), "500 shown");
    const [text = ""] = (await shown(page)).map(([, , body]) => body);
    assert.match(text, /^<script>x<\/script> \[31m gnp a+…$/);
    assert.ok(text.length <= 121);
  });

  test("the page can be installed: its manifest and icons are there", async () => {
    const page = await open();
    const devtools = await page.context().newCDPSession(page);
    const { errors, data } = await devtools.send("Page.getAppManifest");
    assert.deepEqual(errors, []);
    const {
      start_url: start,
      display,
      icons,
    } = JSON.parse(data ?? "") as {
      start_url: string;
      display: string;
      icons: { src: string }[];
    };
    assert.deepEqual([start, display], ["/", "standalone"]);
    for (const { src } of icons) assert.equal((await page.request.get(`${stage.core.url}${src}`)).status(), 200, src);
  });

  for (const look of LOOKS)
    test(`axe finds nothing in the panel, ${look.colorScheme}, ${look.viewport.width} px wide`, async () => {
      const page = await open({ ...GRANTED, ...look });
      await bell(page).click();
      await restingSwitch(page).waitFor();
      assert.deepEqual(await axeViolations(page), []);
      const box = await panel(page).boundingBox();
      assert.ok(box !== null && box.x >= 0 && box.x + box.width <= look.viewport.width);
    });
});
