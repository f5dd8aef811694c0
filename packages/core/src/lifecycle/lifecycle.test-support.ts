import { join } from "node:path";
import type { TestContext } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { toAgentName, type AgentName, type HelperEvent } from "@hyperhive/wire";
import { pino } from "pino";
import { atEndOf } from "../at-end-of.test-support.ts";
import { makeHiveFolders } from "../agents/agent-folders.ts";
import { AgentRecords } from "../agents/agent-records.ts";
import { readAgentJson } from "../agents/agent-json.ts";
import { agentPaths } from "../agents/agent-paths.ts";
import { restingState } from "../agents/live-state.ts";
import { Roster } from "../agents/roster.ts";
import { createManualClock } from "../clock.test-support.ts";
import { createConfigRepos } from "../config-repo/config-repos.ts";
import { readCoreConfig } from "../config.ts";
import { createMeta } from "../meta/meta.ts";
import { openStore } from "../store/store.ts";
import { FakeRuntime } from "./fake-runtime.test-support.ts";
import { Lifecycle } from "./lifecycle.ts";
import type { LifecycleParts } from "./lifecycle-parts.ts";
import { Notices, type NoticesParts } from "./notices.ts";
import { ensureManager, reconcile } from "./reconcile.ts";
import { Transients } from "./transients.ts";
import { tempFolderOf } from "../temp-folder.test-support.ts";

export type Sent = { readonly to: string; readonly event: HelperEvent };

/** The lifecycle of a hive over a real store and directories; cages, clock, sockets and messages are played. */
export async function startLifecycle(t: TestContext, options: { nobody?: boolean } = {}) {
  const dir = tempFolderOf(t);
  const clock = createManualClock();
  const runtime = new FakeRuntime(() => clock.now());
  const sent: Sent[] = [];
  const boot = () => bootCore(t, { dir, clock, runtime, sent });
  const first = await boot();
  if (options.nobody !== true) {
    await ensureManager(first.parts);
    await reconcile(first.parts, first.lifecycle);
  }
  return { ...first, clock, runtime, sent, boot, config: first.parts.config };
}

async function bootCore(
  t: TestContext,
  {
    dir,
    clock,
    runtime,
    sent,
  }: { dir: string; clock: ReturnType<typeof createManualClock>; runtime: FakeRuntime; sent: Sent[] },
) {
  const flags = { stateDir: join(dir, "s"), runDir: join(dir, "r") };
  // As an ordinary user: who owns what as root is tested where it is set.
  const config = readCoreConfig({ env: {}, flags, uid: 1000, home: dir, nodePath: process.execPath });
  await makeHiveFolders(config, false);
  const store = openStore(join(config.stateDir, "hive.sqlite"));
  const records = new AgentRecords(store);
  const roster = new Roster(records, () => undefined);
  const ended: [AgentName, string | undefined][] = [];
  const looks = new Set<Promise<void>>();
  const transients: Transients = new Transients(
    {
      began: () => undefined,
      ended(name, error) {
        ended.push([name, error]);
        looks.add(lifecycle.watch.look(name));
      },
    },
    () => clock.now(),
  );
  const broker: NoticesParts["broker"] = {
    async send({ to, body }) {
      sent.push({ to, event: JSON.parse(body) as HelperEvent });
      return { receipts: [], duplicate: false };
    },
  };
  const log = pino({ level: "silent" });
  const notices = new Notices({ broker, clock, log });
  const doors = {
    opened: [] as AgentName[],
    open: async ({ name }: { name: AgentName }) => void doors.opened.push(name),
    close: async () => undefined,
  };
  const meta = createMeta({ roots: config, clock });
  await meta.open();
  const parts: LifecycleParts = {
    config,
    records,
    roster,
    transients,
    runtime,
    repos: createConfigRepos(config),
    meta,
    rev: "r1",
    doors,
    notices,
    clock,
    log,
  };
  const lifecycle: Lifecycle = new Lifecycle(parts);
  for (const record of records.all()) {
    const reading = await readAgentJson(agentPaths(config, record.name).agentJson);
    roster.add({ record, config: reading, running: false, connected: false, live: restingState(0) });
  }
  void lifecycle.watch.follow();
  const stop = async () => {
    await lifecycle.close(100);
    await Promise.allSettled(looks);
    store.close();
  };
  let stopped = false;
  const stopOnce = async () => {
    if (stopped) return;
    stopped = true;
    await stop();
  };
  atEndOf(t, stopOnce);
  return { parts, lifecycle, roster, ended, doors, stop: stopOnce };
}

/** Waits until something holds, turn by turn of the event loop; throws with the words when it never does. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`waited in vain for: ${what}`);
    await nextTurn();
  }
}

export const coder = toAgentName("coder");
export const manager = toAgentName("manager");
