import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { voiceOf } from "./agent-voice.ts";
import { setDashboardStage } from "./dashboard-stage.ts";
import { asAuthor, asFileText, asPath, HOSTILE_TEXTS, onOneLine, type HostileText } from "./hostile-corpus.ts";
import { makeCommits, submit } from "./hostile-commits.ts";
import { goTo, marksIn, openLooks, type Look } from "./hostile-looks.ts";
import { batchesOf, pressAll } from "./hostile-views.ts";

const withCoder = async () => {
  const stage = await setDashboardStage({ agents: { coder: { network: "none" } } });
  // Nobody wakes up.
  await stage.hive.core.agents.stop("coder", { graceful: false });
  return stage;
};

describe("hostile decisions on the dashboard", () => {
  test("each text is a question, an option, and what an agent says of itself, and does nothing", async () => {
    await using stage = await withCoder();
    using coder = voiceOf(stage.hive, "coder");
    const looks = await openLooks(stage);
    for (const { mark, text } of HOSTILE_TEXTS) {
      await coder.call("set_status", { text: text.slice(0, 200) });
      await Promise.all(
        looks.map(async ({ page, note }) => {
          const said = await page.waitForFunction(
            (words) =>
              [document.querySelector("#agent-coder .said")?.textContent].find((text) => text?.includes(words)),
            mark,
          );
          note(".said", marksIn((await said.jsonValue()) ?? ""));
        }),
      );
    }
    for (const batch of batchesOf(HOSTILE_TEXTS, 25)) {
      const asked: number[] = [];
      for (const { text } of batch) {
        const options = [text.slice(0, 200), "no"];
        const { id } = await coder.call("ask", {
          question: text.slice(0, 4000),
          options,
          multi: asked.length % 2 === 0,
        });
        asked.push(id);
      }
      for (const { page, gather, harmless } of looks) {
        await page.locator(`#q-${asked.at(-1)}`).waitFor();
        await pressAll(page.locator("#questions"), /^show all/);
        await gather(".qtext");
        await gather(".opts");
        await harmless();
      }
      for (const id of asked) await coder.call("cancel_loose_end", { kind: "question", id });
    }
    for (const look of looks) await look.check([".qtext", ".opts", ".said"]);
  });

  test("each text is a path, a line, a commit, its author, a description and a reason, and does nothing", async () => {
    await using stage = await withCoder();
    const { hive } = stage;
    const files = Object.fromEntries(HOSTILE_TEXTS.map((text) => [asPath(text), asFileText(text)]));
    // Four texts in each, since the core takes its time with every proposal.
    const groups = batchesOf(HOSTILE_TEXTS, 4);
    const both = (group: readonly HostileText[], part: (text: HostileText) => string) => group.map(part).join(" ");
    const commits = [
      { message: "files", author: "a", files },
      { message: "a long line", author: "a", files: { "long.md": `${"m".repeat(200_000)}\n` } },
      ...groups.map((group) => ({
        message: both(group, (text) => onOneLine(text).slice(0, 900)),
        author: both(group, (text) => asAuthor(text).slice(0, 45).trim()),
      })),
    ];
    const shas = await makeCommits(hive, commits);
    const words = (group: readonly HostileText[]) =>
      [both(group, (text) => onOneLine(text).slice(0, 240)), ...group.map(({ text }) => text.slice(0, 240))].join(
        "\n\n",
      );
    const descriptions = ["w".repeat(2000), "a long line", ...groups.map(words)];
    const ids = await submit(
      hive,
      shas.map((sha, at) => ({ sha, description: descriptions[at] ?? "" })),
    );
    const looks = await openLooks(stage);
    for (const look of looks) await readPending(look, ids);
    for (const [at, group] of groups.entries())
      await hive.host.call("deny", { id: ids[at + 2] ?? 0, note: words(group) });
    for (const look of looks) await readHistory(look, ids.at(-1) ?? 0);
    for (const look of looks) {
      await readTags(look);
      await look.check([
        ".dfile bdi",
        ".dfile .diff",
        ".commit",
        ".commit bdi:first-of-type",
        ".apr h4",
        ".apr .soft",
        ".hist .lbl",
        ".hist .note",
        ".tag-list",
      ]);
    }
  });
});

async function readPending({ page, gather, harmless }: Look, ids: readonly number[]): Promise<void> {
  await page.locator(`#apr-${ids.at(-1)}`).waitFor();
  for (const id of ids) {
    await page.locator(`#apr-${id} .adiff`).scrollIntoViewIfNeeded();
    await page.locator(`#apr-${id} .commit`).waitFor();
  }
  await page
    .locator(".dfile:not([open]) > summary")
    .evaluateAll((folds: readonly HTMLElement[]) => folds.forEach((fold) => fold.click()));
  await page.waitForFunction(() => document.querySelector("details.dfile:not(:has(.diff))") === null);
  await pressAll(page.locator("#approvals"), /^(show|…)/);
  for (const place of [".dfile bdi", ".dfile .diff", ".commit", ".commit bdi:first-of-type", ".apr h4", ".apr .soft"])
    await gather(place);
  await harmless();
}

async function readHistory({ page, gather, harmless }: Look, last: number): Promise<void> {
  await page.getByRole("tab", { name: /^history/ }).click();
  await page.locator(`.hist #apr-${last}`).waitFor();
  await pressAll(page.locator(".hist"), /^show all/);
  await gather(".hist .lbl");
  await gather(".hist .note");
  await harmless();
}

/** The reasons stand in the tags of what was denied. */
async function readTags(look: Look): Promise<void> {
  const { page, gather, harmless } = look;
  await goTo(look, "#repo/coder");
  await page.locator(".repo-tags summary").click();
  await page.locator(".tag-list a").first().waitFor();
  await gather(".tag-list");
  const denied = page.locator(".tag-list a", { hasText: "denied/" });
  const hashes = await denied.evaluateAll((links: readonly HTMLAnchorElement[]) => links.map(({ hash }) => hash));
  assert.ok(hashes.length >= HOSTILE_TEXTS.length / 4);
  for (const hash of hashes.filter((_, at) => at % 4 === (look.name === "phone" ? 0 : 2))) {
    await goTo(look, hash);
    await page.locator(`.commit-view:has(span[title="${hash.split("/").at(-1)}"]) .tag-texts`).waitFor();
    await pressAll(page.locator(".commit-view"), /^show all/);
    await harmless();
  }
}
