import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { toAgentName, type Build, type BuildLine, type DashboardEvent } from "@hyperhive/wire";
import { pino } from "pino";
import { atEndOf } from "../at-end-of.test-support.ts";
import { createBroker } from "../broker/broker.ts";
import { createManualClock } from "../clock.test-support.ts";
import { createEventHub } from "../event-hub/event-hub.ts";
import { until } from "../lifecycle/lifecycle.test-support.ts";
import { openStore } from "../store/store.ts";
import { tempFolderOf } from "../temp-folder.test-support.ts";
import { BuildQueue } from "./build-queue.ts";
import { BuildStore, type BuildJob } from "./build-store.ts";
import type { Builder, BuildEnding, BuildRun } from "./builder.ts";
import { HiveBuilds } from "./hive-builds.ts";

/** A build under way, which ends when the test says so. */
export type PlayedRun = {
  readonly job: BuildJob;
  readonly run: BuildRun;
  end(ending: BuildEnding): void;
  fail(thrown: unknown): void;
};

// Its builds do what the test tells them.
class PlayedBuilder implements Builder {
  readonly runs: PlayedRun[] = [];
  /** Thrown by the next attempts to call a build off. */
  readonly callOffFailures: Error[] = [];

  async carryOut(job: BuildJob, run: BuildRun): Promise<BuildEnding> {
    const { promise, resolve, reject } = Promise.withResolvers<BuildEnding>();
    this.runs.push({ job, run, end: resolve, fail: reject });
    run.signal.addEventListener("abort", () => reject(run.signal.reason as Error), { once: true });
    return await promise;
  }

  async callOff(_job: BuildJob, note: string): Promise<BuildEnding> {
    const failure = this.callOffFailures.shift();
    if (failure !== undefined) throw failure;
    return { state: "cancelled", note };
  }

  /** Waits for the build that begins next after `before` others. */
  async nth(before: number): Promise<PlayedRun> {
    await until(() => this.runs.length > before, `build number ${before + 1} to begin`);
    const run = this.runs[before];
    if (run === undefined) throw new Error("no such run");
    return run;
  }
}

/** A queue over a real store and broker that has begun to work. */
export function startQueue(t: TestContext) {
  const path = join(tempFolderOf(t), "hive.sqlite");
  const store = openStore(path);
  const clock = createManualClock();
  const hub = createEventHub<DashboardEvent>();
  const agents = ["coder", "tester"].map(toAgentName);
  const broker = createBroker({ store, clock, hub, directory: { agents: () => agents }, resolveFileRefs: () => [] });
  const builder = new PlayedBuilder();
  const told: string[] = [];
  const lines: BuildLine[] = [];
  const lost: unknown[] = [];
  const buildStore = new BuildStore(store);
  const queue = new BuildQueue({
    store: buildStore,
    broker,
    builder,
    clock,
    log: pino({ level: "silent" }),
    changed: ({ id, state }: Build) => void told.push(`${id} ${state}`),
    listeners: { line: (_job, line) => void lines.push(line), lost: (_job, cause) => void lost.push(cause) },
  });
  const builds = new HiveBuilds({ store: buildStore, queue, broker });
  queue.start();
  atEndOf(t, async () => {
    await queue.close();
    await broker.close();
    store.close();
  });
  return {
    builds,
    queue,
    builder,
    clock,
    told,
    lines,
    lost,
    /** Runs a statement on the database as another program would. */
    sql(text: string): void {
      const other = new DatabaseSync(path);
      other.exec(text);
      other.close();
    },
    ask: async (name: string) => await builds.rebuild("operator", toAgentName(name)),
    states: () => builds.newest(100).map(({ state }) => state),
  };
}
