import { HiveError } from "@hyperhive/wire";
import { AgentFiles } from "./agent-files/agent-files.ts";
import { agentPaths } from "./agents/agent-paths.ts";
import type { Core } from "./core.ts";
import { createHttpApp } from "./http/app.ts";
import { execInAgent } from "./lifecycle/exec-in-agent.ts";
import { reconcileLock } from "./lifecycle/reconcile-lock.ts";
import { ensureManager, reconcile } from "./lifecycle/reconcile.ts";
import { shareMeta } from "./lifecycle/share-meta.ts";
import { tellStaleAgents } from "./lifecycle/tell-stale-agents.ts";
import { RepoHistories } from "./repo-history/repo-histories.ts";
import { startRetention } from "./retention/retention.ts";
import { isTaken } from "./sockets/bind-with-retry.ts";
import type { HostCaller } from "./sockets/host-socket/host-caller.ts";
import { openHostSocket } from "./sockets/open-host-socket.ts";
import { servePages } from "./sockets/page-server.ts";
import { followInboxes } from "./follow-inboxes.ts";
import { followTombstones } from "./follow-tombstones.ts";
import { loadAgents } from "./load-agents.ts";
import { openConfigs } from "./open-configs.ts";
import { openStoredDoors } from "./open-stored-doors.ts";
import type { Hive } from "./wire-hive.ts";

/** How a hive is opened. */
export type Opening = {
  readonly core: Core;
  /** Closes what was opened, in the opposite order. */
  readonly owned: AsyncDisposableStack;
  /** Aborts when the core is told to stop before it is up. */
  readonly signal: AbortSignal;
};

/** Reads the agents, serves the pages and the sockets, and brings every agent to what it is wanted to be. */
export async function openHive(hive: Hive, given: Opening): Promise<void> {
  const { core, owned, signal } = given;
  await loadAgents(hive);
  owned.use(hive.stats.open());
  const isNewRev = await openConfigs(hive);
  owned.defer(followInboxes(hive));
  hive.push.start();
  owned.defer(() => hive.push.close());
  owned.defer(() => hive.tombstones.close());
  owned.defer(followTombstones(hive));
  await openPages(hive, owned, signal);
  owned.defer(() => hive.doors.closeAll());
  await openStoredDoors(hive);
  await ensureManager(hive.parts);
  await shareMeta(hive.parts);
  await reconcileLock(hive.parts);
  signal.throwIfAborted();
  const host = await openHostSocket(hive.config, hostCaller(hive, core), hive.log);
  owned.defer(() => host.close());
  const swept = { ...hive, builds: hive.deploys.buildStore, turns: hive.stats.ledger };
  const retention = startRetention({ ...swept, histories: () => hive.histories.all() });
  owned.defer(() => retention.stop());
  hive.questions.start();
  owned.defer(() => hive.questions.close());
  hive.reminders.start();
  owned.defer(() => hive.reminders.close());
  signal.throwIfAborted();
  void hive.lifecycle.watch.follow();
  await reconcile(hive.parts, hive.lifecycle);
  if (isNewRev) await tellStaleAgents(hive.parts);
  hive.deploys.queue.start();
  hive.log.info({ url: core.url, agents: hive.roster.names().length }, "the core is up");
}

async function openPages(hive: Hive, owned: AsyncDisposableStack, signal: AbortSignal): Promise<void> {
  const { config, places, agents, broker, hub, login, log } = hive;
  const { webRoot, allowedHosts, port } = config;
  const { approvals, builds } = hive.deploys;
  const { questions, looseEnds, push, stats, tombstones, metaInputs, updates } = hive;
  const swarm = { tombstones, metaInputs, updates, cost: stats.cost, hiveStats: stats.over };
  const parts = { ...hive.parts, roots: config };
  const read = { files: new AgentFiles(parts), histories: new RepoHistories(parts) };
  const domains = { agents, broker, approvals, builds, questions, looseEnds, ...swarm, ...read, push, hub, login };
  places.app = createHttpApp({ ...domains, webRoot, allowedHosts, port: () => places.port, log });
  const onTaken = () => log.warn({ port }, "the port of the pages is taken; trying again");
  const server = await servePages(places.app, { port, signal, onTaken }).catch((error: unknown) => {
    if (!isTaken(error)) throw error;
    throw new HiveError(
      "unsupported",
      `port ${port} of 127.0.0.1 is taken by another program; stop that one, or set \`HYPERHIVE_PORT\``,
      { cause: error },
    );
  });
  owned.defer(() => server.close());
  places.port = server.port;
  places.url = `http://127.0.0.1:${server.port}/`;
}

function hostCaller(hive: Hive, core: Core): HostCaller {
  const { agents, broker, hub, runtime, config, deploys } = hive;
  return {
    agents,
    broker,
    approvals: deploys.approvals,
    builds: deploys.builds,
    questions: hive.questions,
    reminders: hive.reminders,
    looseEnds: hive.looseEnds,
    hub,
    core,
    runtimeKind: runtime.kind,
    logFile: (name) => agentPaths(config, agents.resolve(name)).log,
    exec: async (name, options) => await execInAgent(hive.parts, agents.resolve(name), options),
  };
}
