import type { Page } from "playwright-core";
import { sampleApproval, sampleContainer, sampleMessage, sampleQuestion } from "../src/store/sample.ts";
import { swarmOf } from "../src/store/swarm.ts";
import type { FakeCore } from "./fake-core.ts";
import { leaveEnd } from "./leave-end.ts";
import { sampleInputs, sampleLines, sampleQueue, sampleTombstones } from "./sample-builds.ts";
import { addDecisions } from "./sample-decisions.ts";

/** A state of a page that no other test looks at with axe in all looks. */
export type PageState = {
  readonly path?: string;
  readonly options?: object;
  /** Whether it is looked at between desk and phone too, where the columns change. */
  readonly isWhole?: boolean;
  readonly prepare?: (core: FakeCore) => void;
  readonly reach?: (page: Page, core: FakeCore) => Promise<void>;
};

/** Every source of the snapshot. */
export const SOURCES = [
  "containers",
  "questions",
  "approvals",
  "approval_history",
  "builds",
  "tombstones",
  "meta_inputs",
  "inbox",
] as const;
const BELL = /^notifications:/;

/** Waits until events arrive. */
export const isLive = (page: Page) => page.locator(".link-state.ok").waitFor();
/** A button by its plain words. */
export const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const reachPanel = async (page: Page) => {
  await isLive(page);
  await button(page, BELL).click();
  await page.getByRole("group", { name: "notifications" }).getByRole("status").first().waitFor();
};

/** An ordinary day with everything in it, what can be folded open. */
export function fillAll(core: FakeCore): void {
  addDecisions(core);
  const now = Date.now();
  core.hive.change({ builds: sampleQueue(now), kept: sampleTombstones(now), metaInputs: sampleInputs(now) });
  core.answers.set("/api/build/12", { build: {}, lines: sampleLines(40) });
  core.answers.set("/api/build/11", { build: {}, lines: sampleLines(4) });
}

/** The states by what they are, in words. */
export const PAGE_STATES: Readonly<Record<string, PageState>> = {
  "a quiet first day in a demo": {
    prepare: ({ hive }) => {
      hive.beQuiet();
      Object.assign(hive.info, { demo: true });
    },
    reach: async (page) => await page.getByText("this is a demo:").waitFor(),
  },
  "an ordinary day with all its parts": {
    isWhole: true,
    prepare: fillAll,
    reach: async (page) => {
      await page.locator("#apr-87 .diff-add").first().waitFor();
      await page.locator("#builds .box").waitFor();
      await page.locator("#build-11 summary", { hasText: "output" }).click();
      await page.getByRole("region", { name: "output of build 11, scribe" }).waitFor();
    },
  },
  "a heavy day": {
    isWhole: true,
    prepare: (core) => {
      fillAll(core);
      const containers = Array.from({ length: 100 }, (_, at) =>
        sampleContainer(`agent-${at}`, {
          port: 8100 + (at % 90),
          status_text: "at its work",
          needs_update: at % 7 === 0,
        }),
      );
      const { questions, approvals: pending, approval_history: history } = core.hive.snapshot;
      const more = (count: number) => Array.from({ length: count }, (_, at) => 200 + at);
      core.hive.change({
        swarm: swarmOf({ containers, transients: [], builds: [] }),
        decisions: {
          questions: [...questions, ...more(20).map((id) => sampleQuestion(id, { options: ["yes", "no"] }))],
          pending: [...pending, ...more(20).map((id) => sampleApproval(id, { kind: "spawn", fetched_sha: undefined }))],
          history,
        },
      });
      for (let id = 114; id < 400; id += 1) core.hive.said.push(sampleMessage(id, { to: "operator" }));
    },
    reach: async (page) => await page.locator("#agent-agent-99").waitFor({ state: "attached" }),
  },
  "a page that still loads": {
    reach: async (page) => {
      for (const path of ["**/api/state*", "**/dashboard/history*"]) await page.route(path, () => undefined);
      await page.reload();
      await page.getByText("loading the agents…").waitFor();
    },
  },
  "a lost connection": {
    prepare: fillAll,
    reach: async (page, core) => {
      await isLive(page);
      for (const path of ["/dashboard/stream", "/api/state", "/dashboard/history"]) core.broken.add(path);
      core.dropStreams();
      await page.getByText("connection lost.").waitFor();
    },
  },
  "a session that has ended": {
    reach: async (page, core) => {
      await isLive(page);
      core.logOut();
      await page.getByText("you are logged out.").waitFor();
    },
  },
  "every source failed": {
    prepare: ({ hive, broken }) => {
      broken.add("/dashboard/history");
      hive.change({
        problems: SOURCES.map((section) => ({ section, error: `${section}: database disk image is malformed` })),
      });
    },
    reach: async (page) => await page.getByText("the kept state could not be loaded.").waitFor(),
  },
  "a row that could not be read, and toasts of both kinds": {
    prepare: (core) => {
      core.hive.change({ problems: [{ section: "containers", row: "bard", error: "agent.yaml: no such file" }] });
      core.broken.add("/start");
    },
    reach: async (page) => {
      await page.getByText("bard could not be read.").waitFor();
      await button(page, "start tester").first().click();
      await page.locator(".toast.bad").waitFor();
      await button(page, "send message 110 to bard again").click();
      await page.locator(".toast.ok").waitFor();
    },
  },
  "a split diff, a reason for a revision, all of a large file": {
    options: { viewport: { width: 1920, height: 900 } },
    prepare: addDecisions,
    reach: async (page) => {
      const card = page.locator("#apr-87");
      await card.getByRole("button", { name: "split" }).click();
      await card.getByRole("button", { name: /revision of 87/ }).click();
      await card.locator("summary", { hasText: "package-lock.json" }).click();
      await card.getByRole("button", { name: /show the rest/ }).waitFor();
    },
  },
  "a diff on the whole page": {
    prepare: addDecisions,
    reach: async (page) => {
      await button(page, "open the diff of 87 on the whole page").click();
      await page.locator("dialog .diff-add").first().waitFor();
    },
  },
  "words kept of a question that ended": {
    prepare: addDecisions,
    reach: async (page, core) => {
      await page.locator("#f-43").fill("the dai");
      core.tell({
        kind: "question_resolved",
        question: sampleQuestion(43, { state: "expired", answerer: "ttl-watchdog" }),
      });
      await page.getByRole("group", { name: "what you typed for question 43" }).waitFor();
    },
  },
  "a name refused by the core": {
    prepare: (core) => {
      addDecisions(core);
      core.broken.add("/request-spawn");
    },
    reach: async (page) => {
      await page.getByLabel("name of the new agent").fill("bard");
      await button(page, "request spawn").click();
      await page.locator(".problem").getByText("the core failed").waitFor();
    },
  },
  "a search without a result, and one that failed": {
    reach: async (page, core) => {
      await isLive(page);
      await button(page, "search messages").click();
      const dialog = page.getByRole("dialog", { name: "search messages" });
      await dialog.getByLabel("words to look for").fill("unicorn");
      await dialog.getByText("no message has these words.").waitFor();
      core.broken.add("/api/search");
      await dialog.getByLabel("words to look for").fill("fetcher");
      await dialog.getByText("the search has failed.").waitFor();
    },
  },
  "notifications that nobody has decided on": { reach: reachPanel },
  "notifications that are muted": {
    options: { permissions: ["notifications"] },
    reach: async (page) => {
      await reachPanel(page);
      await button(page, "mute notifications").click();
      await page.getByText("muted: this browser keeps quiet").waitFor();
    },
  },
  "notifications that the browser blocks": { options: { permissions: [] }, reach: reachPanel },
  "charts that could not be loaded": {
    prepare: ({ broken }) => broken.add("/api/hive-stats"),
    reach: async (page) => {
      await page.locator("#stats summary").click();
      await page.getByText("the charts could not be loaded.").waitFor();
    },
  },
  "the reader away from the newest rows": {
    prepare: ({ hive }) => {
      for (let id = 114; id < 400; id += 1) hive.said.push(sampleMessage(id, { body: "**a** line\n\n- and another" }));
    },
    reach: async (page, core) => {
      await page.locator("#msg-399").waitFor();
      await leaveEnd(page);
      core.tell({ kind: "sent", message: sampleMessage(500) });
      await button(page, /new row/).waitFor();
    },
  },
  "the log-in page": {
    path: "/login",
    prepare: (core) => core.logOut(),
    reach: async (page) => await button(page, "log in").waitFor(),
  },
  "the log-in page after a link that was used": {
    path: "/login?token=used",
    prepare: (core) => core.logOut(),
    reach: async (page) => await page.getByText("this link does not work any more.").waitFor(),
  },
};
