import { hostname } from "node:os";
import { join } from "node:path";
import { HiveError, type HiveInfo } from "@hyperhive/wire";
import { makeHiveFolders } from "./agents/agent-folders.ts";
import { hostSocketPath } from "./agents/agent-paths.ts";
import { systemClock } from "./clock.ts";
import type { CoreConfig } from "./config.ts";
import type { Core, CoreOverrides } from "./core.ts";
import type { HivePlaces } from "./hive-basis.ts";
import { lockDirectory } from "./lock/state-lock.ts";
import { createLog } from "./log.ts";
import { openHive } from "./open-hive.ts";
import { internet } from "./push/push-network.ts";
import { readRev } from "./read-rev.ts";
import { createBwrapRuntime } from "./runtime/bwrap-runtime.ts";
import { openStore } from "./store/store.ts";
import { waitAtMost } from "./wait-at-most.ts";
import { wireHive, type Hive } from "./wire-hive.ts";

/** Time that what is under way gets to end when the core stops. */
const STOP_PATIENCE_MS = 3_000;

/** Builds a core and takes its directories. Throws `core_running` when another core holds one of them. */
export async function createCore(config: CoreConfig, overrides: CoreOverrides = {}): Promise<Core> {
  await using undo = new AsyncDisposableStack();
  const log = overrides.log ?? createLog(config.logLevel);
  const clock = overrides.clock ?? systemClock;
  await makeHiveFolders(config, config.asRoot);
  for (const directory of new Set([config.stateDir, config.runDir])) {
    const lock = lockDirectory(directory, process.pid);
    undo.defer(() => lock.release());
  }
  const store = openHiveStore(config, undo);
  const runtime = overrides.runtime ?? createBwrapRuntime({ runDir: config.runDir, log });
  const info = await hiveInfo(config, clock.now());
  const places: HivePlaces = { url: "", port: config.port, app: { fetch: () => new Response(null, { status: 503 }) } };
  const onStep = overrides.onApprovalStep ?? (() => undefined);
  const pushNetwork = overrides.pushNetwork ?? internet;
  const hive = wireHive({ config, store, runtime, clock, log, info, onStep, pushNetwork }, places);
  undo.defer(() => closeParts(hive));
  return coreOf(hive, undo.move());
}

function openHiveStore(config: CoreConfig, undo: AsyncDisposableStack) {
  const store = openStore(join(config.stateDir, "hive.sqlite"));
  undo.defer(() => store.close());
  return store;
}

async function hiveInfo(config: CoreConfig, now: number): Promise<HiveInfo> {
  const rev = await readRev(config.codeRoot);
  return { rev, host: hostname(), started_at: now, demo: config.demo, model_access: config.model.mode };
}

function coreOf(hive: Hive, owned: AsyncDisposableStack): Core {
  const stopping = new AbortController();
  let starting: Promise<void> | undefined;
  let stopped: Promise<void> | undefined;
  const core: Core = {
    config: hive.config,
    agents: hive.agents,
    broker: hive.broker,
    approvals: hive.deploys.approvals,
    builds: hive.deploys.builds,
    hub: hive.hub,
    hostSocket: hostSocketPath(hive.config),
    get url() {
      return hive.places.url;
    },
    loginLink() {
      const { token, expiresAt } = hive.login.issueLink();
      return { url: `${hive.places.url}login?token=${encodeURIComponent(token)}`, expiresAt };
    },
    async start() {
      starting = openHive(hive, { core, owned, signal: stopping.signal });
      try {
        await starting;
      } catch (error) {
        // What is opened trips over what a stop has closed already, when it took too long.
        const { aborted, reason } = stopping.signal;
        await core.stop();
        throw aborted ? reason : error;
      }
    },
    stop: () => (stopped ??= stop()),
  };
  const stop = async () => {
    stopping.abort(new HiveError("shutting_down", "the core is stopping"));
    // What is still being opened has to be there before it can be closed.
    const ended = Promise.allSettled([starting, hive.deploys.close(), hive.lifecycle.close(STOP_PATIENCE_MS)]);
    await waitAtMost(ended, STOP_PATIENCE_MS);
    await owned.disposeAsync();
  };
  return core;
}

async function closeParts({ broker, feed, histories, gateway }: Hive): Promise<void> {
  await broker.close();
  feed.close();
  gateway?.close();
  histories.close();
}
