import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openPageBench, openTab } from "./browser.ts";
import { sampleContainer } from "../src/store/sample.ts";
import { startFakeCore, type FakeCore } from "./fake-core.ts";
import { sampleInputs, sampleLines, sampleQueue, sampleTombstones } from "./sample-builds.ts";

type Scene = {
  readonly path: string;
  readonly prepare?: (core: FakeCore) => void;
  readonly act?: (page: Page, core: FakeCore) => Promise<void>;
};

const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

const SCENES: Readonly<Record<string, Scene>> = {
  dashboard: { path: "/" },
  "dashboard-busy": {
    path: "/",
    act: async (page) => {
      await page.getByRole("button", { name: "actions for coder" }).click();
      await page.getByRole("button", { name: "start tester" }).first().click();
      await page.getByLabel(/^message to/).fill("@sc");
      await page.getByRole("status").getByText("starts").waitFor();
    },
  },
  "dashboard-swarm": {
    path: "/",
    prepare: (core) => {
      const now = Date.now();
      core.hive.change({ builds: sampleQueue(now), kept: sampleTombstones(now), metaInputs: sampleInputs(now) });
      core.answers.set("/api/build/12", { build: {}, lines: sampleLines(60) });
    },
    act: async (page, core) => {
      core.tell({ kind: "container_state_changed", container: sampleContainer("gardener", { needs_update: true }) });
      for (const part of ["kept state", "meta inputs"]) await page.getByRole("heading", { name: part }).click();
      await page.getByLabel("hyperhive", { exact: true }).check();
      await page.getByRole("button", { name: "update 1 ticked input" }).click();
      await page.locator("#build-13").getByRole("button").click();
      await page.getByRole("button", { name: "actions for coder" }).click();
      await page.locator("#swarm").evaluate((column) => column.scrollTo(0, column.scrollHeight));
    },
  },
  "dashboard-quiet": {
    path: "/",
    prepare: ({ hive }) => {
      hive.beQuiet();
      Object.assign(hive.info, { demo: true });
    },
  },
  "dashboard-lost": {
    path: "/",
    act: async (page, core) => {
      core.broken.add("/dashboard/stream").add("/api/state").add("/dashboard/history");
      core.dropStreams();
      await page.locator(".link-state.bad").waitFor();
    },
  },
  "dashboard-failed": { path: "/", prepare: ({ broken }) => broken.add("/dashboard/history") },
  agent: { path: "/agent/coder/" },
  "agent-open": {
    path: "/agent/coder/",
    act: async (page) => {
      for (const words of ["Edit src", "npm test -- fetcher · ←"])
        await page.locator(".row", { hasText: words }).locator("summary").click();
      await page.getByLabel(/^message to/).fill("/c");
    },
  },
  "agent-limited": { path: "/agent/scout/" },
  "agent-login": { path: "/agent/librarian/" },
  "agent-crashed": { path: "/agent/tester/" },
  login: { path: "/login?token=x" },
};

// Screenshots of every page in its states, both themes and two sizes, to be looked at: `node test/look.ts [folder] [scene…]`.
const [folder = await mkdtemp(join(tmpdir(), "hive-look-")), ...wanted] = process.argv.slice(2);
const bench = await openPageBench();
for (const [name, scene] of Object.entries(SCENES)) {
  if (wanted.length === 0 || wanted.includes(name)) await lookAt(name, scene);
}
await bench.close();
process.stdout.write(`${folder}\n`);

async function lookAt(name: string, { path, prepare, act }: Scene): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      const core = await startFakeCore(bench.webRoot);
      prepare?.(core);
      const { page, problems } = await openTab(bench.browser, `${core.url}${path}`, {
        viewport,
        colorScheme,
        reducedMotion: "reduce",
      });
      await page.getByRole("heading", { level: 1 }).waitFor();
      if (name !== "login") await page.locator(".link-state.ok").waitFor();
      await act?.(page, core);
      await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`) });
      for (const problem of problems) process.stderr.write(`${name} ${size}: ${problem}\n`);
      await page.context().close();
      await core.close();
    }
  }
}
