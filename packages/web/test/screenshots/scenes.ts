import type { Page } from "playwright-core";
import { sampleContainer } from "../../src/store/sample.ts";
import { addDecisions } from "../sample-decisions.ts";
import type { FakeCore } from "../fake-core.ts";
import { AGENT_SCENES } from "./agent-scenes.ts";
import { playCrowd } from "./crowd.ts";

/** One state of a page: where it is, what its core holds, and what a person did to get there. */
export type Scene = {
  readonly path?: string;
  /** The core before the page opens; a good day unless it is changed here. */
  readonly prepare?: (core: FakeCore, now: number) => void;
  readonly act?: (page: Page, core: FakeCore) => Promise<void>;
  readonly permissions?: readonly string[];
  /** Also in the widths between and beyond a phone and a desk. */
  readonly everyWidth?: boolean;
};

const unfold = async (page: Page, ...names: readonly string[]) => {
  for (const name of names) {
    const part = page.locator("details.sec", { has: page.getByRole("heading", { name, exact: true }) });
    if ((await part.getAttribute("open")) === null) await part.locator("summary").first().click();
    await part.scrollIntoViewIfNeeded();
  }
};

const showAtTop = async (page: Page, selector: string) =>
  await page
    .locator(selector)
    .first()
    .evaluate((part) => part.scrollIntoView({ block: "start" }));

const cutOff = async (page: Page, core: FakeCore) => {
  core.broken.add("/dashboard/stream").add("/api/state").add("/dashboard/history");
  core.dropStreams();
  await page.locator(".link-state.bad").waitFor();
};

/** The main states of the pages, by the name of their pictures. */
export const SCENES: Readonly<Record<string, Scene>> = {
  ordinary: { everyWidth: true },
  quiet: {
    prepare: ({ hive }) => {
      hive.beQuiet();
      Object.assign(hive.info, { demo: true });
      for (const manager of hive.containers)
        hive.take({
          kind: "container_state_changed",
          container: { ...manager, status_text: "nothing to do", ctx: 8000, cost: 0 },
        });
    },
  },
  heavy: { prepare: (core, now) => playCrowd(core, now), everyWidth: true },
  more: {
    act: async (page) => {
      await page.getByRole("button", { name: "actions for coder" }).click();
      for (const leaf of ["logs", "config"]) await page.getByText(`↳ ${leaf} · h-coder`).click();
      await page.getByRole("region", { name: "config of h-coder" }).waitFor();
      await showAtTop(page, "#agent-coder");
    },
  },
  builds: {
    act: async (page) => {
      await unfold(page, "build queue");
      await page
        .getByRole("region", { name: /^output of build 12/ })
        .getByText("restarting scribe")
        .waitFor();
      await showAtTop(page, "#builds");
    },
  },
  kept: {
    act: async (page) => {
      await unfold(page, "kept state", "meta inputs");
      await page.getByLabel("hyperhive", { exact: true }).check();
      await page.getByRole("button", { name: /purge what is left of bard/ }).click();
      await showAtTop(page, "#kept");
    },
  },
  questions: {
    act: async (page) => {
      await page.getByLabel("per host", { exact: true }).check();
      for (const host of ["api.github.com", "docs.rs"]) await page.getByLabel(host).check();
      await page.locator("#q-42").getByRole("textbox").fill("and docs.example, read only");
    },
  },
  approval: {
    act: async (page) => {
      await page.locator("#apr-87 .diff").first().waitFor();
      await showAtTop(page, "#approvals");
    },
  },
  "approval-split": {
    act: async (page) => {
      await page.locator("#apr-87 .diff").first().waitFor();
      const split = page.locator("#apr-87").getByRole("button", { name: "split" });
      if ((await split.count()) > 0) await split.click();
      await page.locator("#apr-87 button", { hasText: "R3V1S3" }).click();
      await page.locator("#why-87 textarea").fill("only its fetcher branches, and no npm ci");
      await showAtTop(page, "#apr-87");
    },
  },
  "approval-whole": {
    act: async (page) => {
      await page.locator("#apr-87 .diff").first().waitFor();
      await page.getByRole("button", { name: "open the diff of 87 on the whole page" }).click();
    },
  },
  batch: {
    prepare: (core, now) => addDecisions(core, now),
    act: async (page) => {
      await page.getByRole("button", { name: "approve 2 of low risk" }).click();
      await showAtTop(page, "#approvals");
    },
  },
  history: {
    act: async (page) => {
      await page.getByRole("tab", { name: /^history/ }).click();
      await page.locator(".hist > li").first().waitFor();
      await showAtTop(page, "#approvals");
    },
  },
  flow: {
    act: async (page) => {
      await page.locator(".msg .ref summary").first().click();
      await page.getByRole("region", { name: /^beginning of/ }).scrollIntoViewIfNeeded();
    },
  },
  compose: {
    act: async (page) => {
      await page.getByLabel(/^message to/).fill("@sc");
      await page.getByRole("listbox").waitFor();
    },
  },
  search: {
    act: async (page) => {
      await page.getByRole("button", { name: "search messages" }).click();
      await page.getByLabel("words to look for").fill("host");
      await page.getByRole("dialog").getByText("newest first.").waitFor();
    },
  },
  notifications: {
    permissions: ["notifications"],
    act: async (page) => {
      await page.getByRole("button", { name: /^notifications:/ }).click();
      await page.getByRole("group", { name: "notifications" }).waitFor();
    },
  },
  charts: {
    act: async (page) => {
      await unfold(page, "stats");
      await page.getByRole("img", { name: /^cost over/ }).waitFor();
      await showAtTop(page, "#stats");
    },
  },
  repo: {
    path: "/#repo/coder",
    act: async (page) => {
      await page.getByRole("dialog").locator(".commits a").first().click();
      await page.getByRole("dialog").locator(".diff").first().waitFor();
    },
  },
  confirm: {
    act: async (page) => {
      await page.getByRole("button", { name: "actions for coder" }).click();
      await page.getByRole("button", { name: /destroy coder: / }).click();
      await page.getByText("its cage goes").waitFor();
      await showAtTop(page, "#agent-coder");
    },
  },
  toast: {
    act: async (page) => {
      await page.getByRole("button", { name: "start tester" }).first().click();
      await page.locator(".toast").waitFor();
    },
  },
  lost: { act: cutOff },
  failed: { prepare: ({ broken }) => void broken.add("/dashboard/history") },
  problems: {
    prepare: ({ hive }) =>
      hive.change({
        problems: [
          { section: "builds", error: "the table `builds` is locked" },
          { section: "approvals", error: "`risk` is no JSON", row: "approval 87" },
        ],
      }),
    act: async (page) => await showAtTop(page, "#approvals"),
  },
  ports: {
    prepare: ({ hive }) =>
      hive.take({
        kind: "container_state_changed",
        container: sampleContainer("bard", {
          port: 8202,
          running: false,
          connected: false,
          detail: "its port is taken",
        }),
      }),
    act: async (page) => await showAtTop(page, "#swarm"),
  },
  ...AGENT_SCENES,
};
