import { hostname } from "node:os";
import { join } from "node:path";
import { HiveError, cageName, type HiveInfo } from "@hyperhive/wire";
import { makeHiveFolders } from "./agents/agent-folders.ts";
import { agentPaths, hostSocketPath } from "./agents/agent-paths.ts";
import { systemClock } from "./clock.ts";
import type { CoreConfig } from "./config.ts";
import type { Core, CoreOverrides } from "./core.ts";
import { createHttpApp } from "./http/app.ts";
import { cageEnvironment } from "./lifecycle/cage-spec.ts";
import { ensureManager, reconcile } from "./lifecycle/reconcile.ts";
import { lockDirectory } from "./lock/state-lock.ts";
import { createLog } from "./log.ts";
import { readRev } from "./read-rev.ts";
import { startRetention } from "./retention/retention.ts";
import { createBwrapRuntime } from "./runtime/bwrap-runtime.ts";
import { isTaken } from "./sockets/bind-with-retry.ts";
import type { HostCaller } from "./sockets/host-socket/host-caller.ts";
import { openHostSocket } from "./sockets/open-host-socket.ts";
import { servePages } from "./sockets/page-server.ts";
import { followInboxes, loadAgents, openStoredDoors } from "./start-hive.ts";
import { openStore } from "./store/store.ts";
import { wireHive, type Hive, type HivePlaces } from "./wire-hive.ts";

/** Time that actions on agents get to end when the core stops. */
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
  const hive = wireHive({ config, store, runtime, clock, log, info }, places);
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
  let stopped: Promise<void> | undefined;
  const core: Core = {
    config: hive.config,
    agents: hive.agents,
    broker: hive.broker,
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
      try {
        await startParts(hive, { core, owned, signal: stopping.signal });
      } catch (error) {
        await core.stop();
        throw error;
      }
    },
    stop() {
      stopping.abort(new HiveError("shutting_down", "the core is stopping"));
      return (stopped ??= owned.disposeAsync());
    },
  };
  return core;
}

// What is opened here is closed in the opposite order; actions on agents end before anything that they need.
async function startParts(hive: Hive, given: { core: Core; owned: AsyncDisposableStack; signal: AbortSignal }): Promise<void> {
  const { core, owned, signal } = given;
  await loadAgents(hive);
  owned.defer(followInboxes(hive));
  await openPages(hive, owned, signal);
  owned.defer(() => hive.doors.closeAll());
  await openStoredDoors(hive);
  await ensureManager(hive.parts);
  const host = await openHostSocket(hive.config, hostCaller(hive, core), hive.log);
  owned.defer(() => host.close());
  const retention = startRetention({ ...hive, histories: () => hive.histories.all() });
  owned.defer(() => retention.stop());
  owned.defer(() => hive.lifecycle.close(STOP_PATIENCE_MS));
  void hive.lifecycle.watch.follow();
  await reconcile(hive.parts, hive.lifecycle);
  hive.log.info({ url: core.url, agents: hive.roster.names().length }, "the core is up");
}

async function openPages(hive: Hive, owned: AsyncDisposableStack, signal: AbortSignal): Promise<void> {
  const { config, places, agents, broker, hub, login, log } = hive;
  const { webRoot, allowedHosts, port } = config;
  places.app = createHttpApp({ agents, broker, hub, login, webRoot, allowedHosts, port: () => places.port, log });
  const onTaken = () => log.warn({ port }, "the port of the pages is taken; trying again");
  const server = await servePages(places.app, { port, signal, onTaken }).catch((error: unknown) => {
    if (!isTaken(error)) throw error;
    throw new HiveError("unsupported", `port ${port} of 127.0.0.1 is taken by another program; stop that one, or set \`HYPERHIVE_PORT\``, { cause: error });
  });
  owned.defer(() => server.close());
  places.port = server.port;
  places.url = `http://127.0.0.1:${server.port}/`;
}

function hostCaller(hive: Hive, core: Core): HostCaller {
  const { agents, broker, hub, runtime, roster, config } = hive;
  return {
    ...{ agents, broker, hub, core },
    runtimeKind: runtime.kind,
    logFile: (name) => agentPaths(config, agents.resolve(name)).log,
    async exec(typed, options) {
      const name = agents.resolve(typed);
      const reading = roster.get(name).config;
      const agent = reading.ok ? reading.config : { env: {} };
      const terminal = options.pty === undefined ? {} : { TERM: "xterm-256color" };
      return await runtime.exec(cageName(name), { ...options, env: { ...cageEnvironment({ name, agent, core: config }), ...terminal } });
    },
  };
}

async function closeParts({ broker, feed, histories, gateway }: Hive): Promise<void> {
  await broker.close();
  feed.close();
  gateway?.close();
  histories.close();
}
