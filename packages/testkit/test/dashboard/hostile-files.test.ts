import assert from "node:assert/strict";
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import type { TestHive } from "@hyperhive/testkit";
import { voiceOf } from "./agent-voice.ts";
import { setDashboardStage } from "./dashboard-stage.ts";
import { makeCommits, submit } from "./hostile-commits.ts";
import {
  asAuthor,
  asFileName,
  asFileText,
  BROKEN_UTF8,
  HOSTILE_TEXTS,
  MEGABYTE_LINE,
  onOneLine,
} from "./hostile-corpus.ts";
import { goTo, marksIn, openLooks, type Look } from "./hostile-looks.ts";
import { batchesOf, pressAll } from "./hostile-views.ts";
import { openOutput, unfold } from "./sections.ts";
import { untilBuilt } from "./until-built.ts";

/** What a machine might print: a line for each text, bytes that are no UTF-8, a line without end. */
const PRINTED = Buffer.concat([
  Buffer.from(`${MEGABYTE_LINE}\n`),
  BROKEN_UTF8,
  Buffer.from(HOSTILE_TEXTS.map((text) => `${onOneLine(text)}\n`).join("")),
]);

// The trial of a configuration runs what its environment names.
const PRINT = "import { readFileSync } from 'node:fs'; process.stdout.write(readFileSync('/shared/printed'));";
const PRINTING = `--import=data:text/javascript;base64,${Buffer.from(PRINT).toString("base64")}`;

const YAML = [
  "network: none",
  `env: { NODE_OPTIONS: "${PRINTING}" }`,
  ...HOSTILE_TEXTS.map((text) => `# ${onOneLine({ ...text, text: asFileText(text) }).slice(0, 300)}`),
].join("\n");

async function deploy(hive: TestHive): Promise<number> {
  writeFileSync(join(hive.folder.stateDir, "shared/printed"), PRINTED);
  const commits = HOSTILE_TEXTS.map((text, at) => ({
    message: `${onOneLine(text).slice(0, 1500)}\n\n${text.text.replaceAll("\0", "")}`,
    author: asAuthor(text),
    ...(at === HOSTILE_TEXTS.length - 1 && { files: { "agent.yaml": YAML } }),
  }));
  const shas = await makeCommits(hive, commits, { chain: true });
  const [id = 0] = await submit(hive, [{ sha: shas.at(-1) ?? "", description: "what prints" }]);
  await hive.host.call("approve", { id });
  const build = await untilBuilt(hive, "coder");
  assert.equal(build.state, "done", build.note);
  await hive.core.agents.stop("coder", { graceful: false });
  return build.id;
}

describe("hostile files, logs and histories on the dashboard", () => {
  test("each text is a line of a log, of a build and of a configuration, and a commit in a history, and does nothing", async () => {
    await using stage = await setDashboardStage({ agents: { coder: { network: "none" } } });
    const { hive } = stage;
    const build = await deploy(hive);
    appendFileSync(join(hive.folder.stateDir, "agents/coder/harness.log"), PRINTED);
    const looks = await openLooks(stage);
    for (const look of looks) {
      await readAgent(look);
      await readBuild(look, build);
      await readHistory(look);
      await look.check(["the log", "the configuration", "the build", ".commits .subject", ".commits .data bdi"]);
    }
  });

  test("each text is the name of a file that a message points to, and what is in it, and does nothing", async () => {
    await using stage = await setDashboardStage({ agents: { coder: { network: "none" } } });
    const shared = join(stage.hive.folder.stateDir, "shared");
    const files: (readonly [string, string | Buffer])[] = [
      ...HOSTILE_TEXTS.map((text) => [asFileName(text), text.text.replaceAll("\0", "")] as const),
      ["broken.md", BROKEN_UTF8],
      ["line.md", MEGABYTE_LINE],
    ];
    for (const [name, text] of files) writeFileSync(join(shared, name), text);
    using coder = voiceOf(stage.hive, "coder");
    for (const batch of batchesOf(files, 20))
      await coder.call("send", { to: "operator", body: batch.map(([name]) => `/shared/${name}`).join("\n") });
    for (const look of await openLooks(stage)) {
      const { page, gather, check } = look;
      const refs = page.getByRole("log", { name: "message flow" }).locator(".ref");
      await page.waitForFunction((count) => document.querySelectorAll(".flow .ref").length === count, files.length);
      await refs
        .locator("summary")
        .evaluateAll((folds: readonly HTMLElement[]) => folds.forEach((fold) => fold.click()));
      await page.waitForFunction(
        (count) =>
          [...document.querySelectorAll(".flow .ref .peek")].filter(
            ({ textContent }) => !textContent.startsWith("loading"),
          ).length === count,
        files.length,
      );
      await refs.getByText("this file is not text").first().waitFor();
      await refs.getByText("the file goes on").waitFor();
      await gather(".ref .clip");
      await gather(".ref .peek");
      await check([".ref .clip", ".ref .peek"]);
    }
  });
});

async function readAgent({ page, note, harmless }: Look): Promise<void> {
  await page.getByRole("button", { name: /actions for coder/ }).click();
  for (const [what, place] of [
    ["logs", "the log"],
    ["config", "the configuration"],
  ] as const) {
    await page.locator("#agent-coder details summary", { hasText: what }).click();
    note(place, marksIn(await page.getByRole("region", { name: new RegExp(`^${what} of`) }).innerText()));
  }
  await harmless();
}

async function readBuild({ page, note, harmless }: Look, build: number): Promise<void> {
  await unfold(page, "build queue");
  await openOutput(page, build);
  note("the build", marksIn(await page.getByRole("region", { name: `output of build ${build}` }).innerText()));
  await harmless();
}

async function readHistory(look: Look): Promise<void> {
  const { page, gather, harmless } = look;
  await goTo(look, "#repo/coder");
  await page.getByRole("button", { name: "older commits" }).click();
  await page.waitForFunction(
    (count) => document.querySelectorAll(".commits > li").length >= count,
    HOSTILE_TEXTS.length,
  );
  await gather(".commits .subject");
  await gather(".commits .data bdi");
  const links = await page
    .locator(".commits a")
    .evaluateAll((all: readonly HTMLAnchorElement[]) => all.map(({ hash }) => hash));
  // Each width opens its share of them.
  for (const hash of links.slice(0, -1).filter((_, at) => at % 4 === (look.name === "phone" ? 0 : 2))) {
    await goTo(look, hash);
    await page.locator(`.commit-view span[title^="${hash.split("/").at(-1)}"]`).waitFor();
    await pressAll(page.locator(".commit-view"), /^show all/);
    await harmless();
  }
}
