import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { axeViolations } from "./axe.ts";
import type { FakeCore } from "./fake-core.ts";
import { LOOKS, setPageStage } from "./page-stage.ts";
import { sampleChange, sampleHistory, shaOf } from "./sample-repo.ts";

const browser = (page: Page) => page.getByRole("dialog");
const commits = (page: Page) => browser(page).getByRole("region", { name: "commits" });
const change = (page: Page) => browser(page).getByRole("region", { name: "commit", exact: true });
const rows = (page: Page) => commits(page).locator(".commits a");

function playRepos({ answers }: FakeCore): void {
  for (const repo of ["coder", "meta"]) {
    answers.set(`/api/repo/${repo}`, sampleHistory(repo));
    for (const id of [60, 59, 58, 999]) answers.set(`/api/repo/${repo}/commit/${shaOf(id)}`, sampleChange(shaOf(id)));
  }
}

describe("the repo browser in a real browser", () => {
  const stage = setPageStage();
  const open = async (hash: string, options: object = {}) => {
    const page = await stage.open(`/${hash}`, { prepare: playRepos, ...options });
    await browser(page).waitFor();
    return page;
  };

  test("an agent's row and the lock lead to their histories, and closing leads back to the link", async () => {
    const page = await stage.open("/", { prepare: playRepos });
    await page.getByRole("button", { name: /^actions for coder/ }).click();
    const link = page.getByRole("link", { name: /history/ });
    await link.click();
    await browser(page).getByText("configuration of coder").waitFor();
    assert.equal(await page.evaluate(() => location.hash), "#repo/coder");
    await rows(page).first().waitFor();
    await page.keyboard.press("Escape");
    await browser(page).waitFor({ state: "detached" });
    // The dialog closes first, and tells it afterwards.
    await page.waitForFunction(() => location.hash === "");
    assert.ok(await link.evaluate((element) => element === document.activeElement));
    await page.evaluate(() => (location.hash = "#repo/meta"));
    await browser(page).getByText("deploy log").first().waitFor();
  });

  test("commits stand newest first with their tags; older ones come when they are asked for", async () => {
    const page = await open("#repo/coder");
    await rows(page).first().waitFor();
    assert.equal(await rows(page).count(), 50);
    assert.match(
      await rows(page).first().innerText(),
      /wait per host[^]*00003c[^]*hm1nd[^]*deployed\/87[^]*proposal\/87/,
    );
    await commits(page).getByRole("button", { name: "older commits" }).click();
    await commits(page).getByRole("button", { name: "older commits" }).waitFor({ state: "detached" });
    assert.equal(await rows(page).count(), 60);
  });

  test("older commits that cannot be loaded say why and can be asked for again", async () => {
    const page = await open("#repo/coder");
    await rows(page).first().waitFor();
    stage.core.broken.add("/api/repo/coder");
    await commits(page).getByRole("button", { name: "older commits" }).click();
    await commits(page).getByRole("alert").getByText("the core failed on this request").waitFor();
    assert.equal(await rows(page).count(), 50);
    stage.core.broken.clear();
    await commits(page).getByRole("button", { name: "older commits" }).click();
    await page.waitForFunction(() => document.querySelectorAll(".commits a").length === 60);
  });

  test("a commit shows its words, its tags with theirs, and what it changed; Back leads to the list", async () => {
    const page = await open("#repo/coder");
    await rows(page).nth(1).click();
    await page.waitForFunction((sha) => location.hash === `#repo/coder/${sha}`, shaOf(59));
    await change(page).getByText("the trial cage did not answer in 60 s").waitFor();
    await change(page).getByText("measured on mirror-2").waitFor();
    await change(page).getByText("model: sonnet").waitFor();
    assert.match(await change(page).locator(".dbar").innerText(), /\+4[^]*−1[^]*2 files/);
    assert.equal(await rows(page).nth(1).getAttribute("aria-current"), "true");
    await page.goBack();
    await page.waitForFunction(() => location.hash === "#repo/coder");
    await page.goBack();
    await browser(page).waitFor({ state: "detached" });
    await page.goForward();
    await rows(page).first().waitFor();
  });

  test("a proposal that was never deployed is found by its tag", async () => {
    const page = await open("#repo/coder");
    await commits(page).getByText("↳ tags · 7").click();
    const tags = commits(page).getByRole("list", { name: "tags" });
    await tags.getByRole("link", { name: /denied\/88.*not the shared token/ }).click();
    await page.waitForFunction((sha) => location.hash === `#repo/coder/${sha}`, shaOf(999));
    await change(page).getByText("denied by operator: not the shared token").waitFor();
  });

  test("a link to a commit opens it, also one that is on no page of the list", async () => {
    const page = await open(`#repo/coder/${shaOf(999)}`);
    await change(page).getByText("denied/88").waitFor();
    await change(page).getByText("model: sonnet").waitFor();
  });

  test("the sha is copied, and where it cannot be the whole of it is shown", async () => {
    const page = await open(`#repo/coder/${shaOf(60)}`, { permissions: ["clipboard-read", "clipboard-write"] });
    await change(page).getByRole("button", { name: "copy the commit's sha" }).click();
    await change(page).getByRole("status").getByText("copied").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), shaOf(60));
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await change(page).getByRole("button", { name: "copy the commit's sha" }).click();
    await change(page).getByText(shaOf(60)).waitFor();
  });

  test("a repository that is not there, and a commit that is not, say so; another can be chosen", async () => {
    const page = await stage.open("/#repo/bard", {
      prepare: (core) => {
        playRepos(core);
        core.broken.add("/api/repo/bard").add(`/api/repo/coder/commit/${shaOf(60)}`);
      },
    });
    await commits(page).getByRole("alert").getByText("the history could not be loaded.").waitFor();
    await browser(page).getByLabel("repository").selectOption("coder");
    await change(page).getByRole("alert").getByText("the commit could not be loaded.").waitFor();
    stage.core.broken.clear();
    await change(page).getByRole("button", { name: "try again" }).click();
    await change(page).getByText("model: sonnet").waitFor();
  });

  test("a repository without a commit says what will put one there", async () => {
    const page = await stage.open("/#repo/coder", {
      prepare: ({ answers }) => answers.set("/api/repo/coder", { repo: "coder", commits: [], tags: [] }),
    });
    await commits(page).getByText("nothing has been deployed yet").waitFor();
  });

  test("what the operator types and has open on the dashboard stays under it", async () => {
    const page = await stage.open("/", { prepare: playRepos });
    await page.getByLabel(/^message to/).fill("half a thought");
    await page.getByRole("button", { name: /^actions for coder/ }).click();
    await page.getByRole("link", { name: /history/ }).click();
    await rows(page).first().click();
    await browser(page)
      .getByRole("button", { name: /^close/ })
      .click();
    await browser(page).waitFor({ state: "detached" });
    assert.equal(await page.getByLabel(/^message to/).inputValue(), "half a thought");
    await page.getByRole("link", { name: /history/ }).waitFor();
  });

  test("on a phone the list gives way to the commit, which takes the focus, and comes back", async () => {
    const page = await open("#repo/coder", { viewport: { width: 390, height: 844 } });
    await rows(page).nth(1).click();
    await change(page).getByText("model: sonnet").waitFor();
    await commits(page).waitFor({ state: "hidden" });
    const hasFocus = async () =>
      await page.waitForFunction(() => document.activeElement?.classList.contains("commit-view"));
    await hasFocus();
    await browser(page).getByRole("link", { name: "all commits" }).click();
    // What the newest changed is drawn already, out of sight.
    await rows(page).first().click();
    await hasFocus();
  });

  test("it works by keyboard alone", async () => {
    const page = await open("#repo/coder");
    await rows(page).first().waitFor();
    await rows(page).nth(1).focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForFunction((sha) => location.hash === `#repo/coder/${sha}`, shaOf(58));
    await change(page).getByText("model: sonnet").waitFor();
    assert.ok(
      await rows(page)
        .nth(2)
        .evaluate((row) => row === document.activeElement),
      "the focus stays in the list",
    );
    await page.keyboard.press("Escape");
    await browser(page).waitFor({ state: "detached" });
  });

  test("hostile names, words, tags and dates are shown, not run, and break nothing", async () => {
    const evil = `<img src=x onerror="window.hacked=1">\u202egnp.exe\u001b[31m`;
    const long = "w".repeat(100_000);
    const page = await open("#repo/coder", {
      prepare: ({ answers }: FakeCore) => {
        const history = sampleHistory("coder", 3)({});
        const [first, second, third] = history.commits;
        assert.ok(first !== undefined && second !== undefined && third !== undefined);
        answers.set("/api/repo/coder", {
          ...history,
          commits: [
            { ...first, subject: evil, author: evil, at: 9e15 },
            { ...second, subject: long, author: long, at: -9e15 },
            { ...third, subject: "", author: "" },
          ],
          tags: [
            { name: `deployed/${evil}`, sha: first.sha, at: 9e15, message: `${evil}\n${long}` },
            ...Array.from({ length: 40 }, (_, at) => ({ name: `t/${long.slice(0, 300)}${at}`, sha: second.sha })),
          ],
        });
        answers.set(
          `/api/repo/coder/commit/${first.sha}`,
          sampleChange(first.sha, {
            author: evil,
            at: 9e15,
            message: `${evil}\n\n${evil}\n${long}\n${"line\n".repeat(20_000)}`,
            diff: `diff --git a/${evil} b/${evil}\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-${evil}\n+${long}\n`,
          }),
        );
      },
    });
    await change(page).getByText("‹U+202E›").first().waitFor();
    await commits(page).getByText("and 34 more").waitFor();
    assert.equal(await browser(page).locator("img, script").count(), 0);
    assert.equal(await page.evaluate(() => (window as { hacked?: number }).hacked), undefined);
    assert.match(await rows(page).nth(2).innerText(), /\(no words\)/);
    await commits(page).getByText("no date").first().waitFor();
    const { sideways, inner } = await page.evaluate(() => ({
      sideways: document.documentElement.scrollWidth - innerWidth,
      inner: [...document.querySelectorAll(".repo-list, .repo-change")].map(
        (pane) => pane.scrollWidth - pane.clientWidth,
      ),
    }));
    assert.ok(sideways <= 0, `the page is ${sideways} px too wide`);
    assert.deepEqual(
      inner.filter((over) => over > 0),
      [],
      "no pane scrolls sideways",
    );
  });

  for (const look of LOOKS)
    test(`axe finds nothing in the browser, ${look.colorScheme}, ${look.viewport.width} px wide`, async () => {
      const page = await open("#repo/coder", look);
      await rows(page).first().waitFor();
      await commits(page).getByText("↳ tags · 7").click();
      await commits(page).getByRole("list", { name: "tags" }).waitFor();
      assert.deepEqual(await axeViolations(page), []);
      await rows(page).nth(1).click();
      await change(page).getByText("model: sonnet").waitFor();
      assert.deepEqual(await axeViolations(page), []);
    });
});
