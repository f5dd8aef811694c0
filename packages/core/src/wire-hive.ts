import { MANAGER, OPERATOR, type AgentName, type DashboardEvent, type HiveInfo } from "@hyperhive/wire";
import type { Logger } from "pino";
import { AgentRecords } from "./agents/agent-records.ts";
import { containerView } from "./agents/container-view.ts";
import { createHarnessDoor, takeEvent } from "./agents/harness-door.ts";
import { HarnessLinks } from "./agents/harness-links.ts";
import { Histories } from "./agents/histories.ts";
import { HiveAgents } from "./agents/hive-agents.ts";
import { mayReachIn } from "./agents/may-reach.ts";
import { Roster } from "./agents/roster.ts";
import { ViewFeed } from "./agents/view-feed.ts";
import { visibleFolders } from "./agents/visible-folders.ts";
import { createBroker, type Broker } from "./broker/broker.ts";
import type { Clock } from "./clock.ts";
import { HiveUpdates } from "./deploy/hive-updates.ts";
import { createConfigRepos } from "./config-repo/config-repos.ts";
import type { CoreConfig } from "./config.ts";
import type { ApprovalStep } from "./approvals/approval-step.ts";
import { createEventHub, type EventHub } from "./event-hub/event-hub.ts";
import { findFileRefs } from "./file-refs/file-refs.ts";
import { Lifecycle } from "./lifecycle/lifecycle.ts";
import type { LifecycleParts } from "./lifecycle/lifecycle-parts.ts";
import { Notices } from "./lifecycle/notices.ts";
import { Transients } from "./lifecycle/transients.ts";
import { MetaInputs } from "./meta/meta-inputs.ts";
import { createMeta } from "./meta/meta.ts";
import { createOperatorLogin } from "./operator-login/operator-login.ts";
import type { PushNetwork } from "./push/push-network.ts";
import { createRequestKeys } from "./request-keys/request-keys.ts";
import type { Runtime } from "./runtime/runtime.ts";
import { openAgentDoors } from "./sockets/open-agent-doors.ts";
import type { PageApp } from "./sockets/page-server.ts";
import type { Store } from "./store/store.ts";
import { Tombstones } from "./tombstones/tombstones.ts";
import { wireDeploys } from "./wire-deploys.ts";
import { wireGateway } from "./wire-gateway.ts";
import { wireManagerDoor } from "./wire-manager-door.ts";
import { wirePush } from "./wire-push.ts";
import { wireStats } from "./wire-stats.ts";
import { wireQuestions, type WiredQuestions } from "./wire-questions.ts";

/** What a hive is built on. */
export type HiveBasis = {
  readonly config: CoreConfig;
  readonly store: Store;
  readonly runtime: Runtime;
  readonly clock: Clock;
  readonly log: Logger;
  readonly info: HiveInfo;
  /** Where notifications to browsers may go. */
  readonly pushNetwork: PushNetwork;
  /** Called at each step of an approval's way, once it is on disk. */
  readonly onStep: (step: ApprovalStep) => void;
};

type Hub = EventHub<DashboardEvent>;

/** What is known only once the pages are served. */
export type HivePlaces = {
  /** Address of the dashboard with its final slash. */
  url: string;
  port: number;
  app: PageApp;
};

/** The parts of a hive, wired by hand; nothing listens and nothing runs yet. */
export type Hive = ReturnType<typeof wireHive>;

/** Wires the parts of a hive. */
export function wireHive(basis: HiveBasis, places: HivePlaces) {
  const { config, store, runtime, clock, log } = basis;
  const hub = createEventHub<DashboardEvent>({
    onListenerError: (err) => log.error({ err }, "a listener of the dashboard's events failed"),
  });
  const records = new AgentRecords(store);
  const publish = (event: DashboardEvent) => void hub.publish(event);
  const roster: Roster = new Roster(records, (name) => {
    feed.touch(name);
    if (roster.has(name)) tombstones.touch(name);
  });
  const tombstones = new Tombstones({ roots: config, isLive: (name) => roster.has(name), publish, log });
  const view = (name: AgentName) =>
    containerView(roster.get(name), {
      url: places.url,
      runtime: runtime.kind,
      queued: broker.queued(name),
      pendingReminders: asked.reminders.countPending(name),
      rev: basis.info.rev,
    });
  const feed = new ViewFeed({
    publish,
    view: (name) => (roster.has(name) ? view(name) : undefined),
  });
  const broker = openBroker(basis, hub, roster);
  const notices = new Notices({ broker, clock, log });
  const histories: Histories = new Histories({
    roots: config,
    clock,
    log,
    onEvent(name, row) {
      takeEvent(harnessParts, name, row);
      void stats.book.take(name, row);
    },
  });
  const stats = wireStats({ ...basis, broker, histories, roster, publish });
  const links = new HarnessLinks((name, connected) => void (roster.has(name) && roster.note(name, { connected })));
  const harnessParts = { roots: config, roster, links, histories, notices, clock, log };
  const harness = createHarnessDoor(harnessParts);
  const transients = openTransients(basis, hub, (name) => void lifecycle.watch.look(name));
  const gateway = wireGateway(basis);
  const doors = openAgentDoors({
    config,
    gateway,
    log,
    pages: () => places.app,
    callerFor: (name) => ({ name, agents, broker, ...asked, harness, ...(name === MANAGER && { manager }) }),
  });
  const repos = createConfigRepos(config);
  const metaInputs = new MetaInputs(publish);
  const meta = createMeta({ roots: config, clock, onChange: (lock) => metaInputs.take(lock) });
  const { rev } = basis.info;
  const known = { config, records, roster, transients, notices, clock, log };
  const parts: LifecycleParts = { ...known, runtime, repos, meta, rev, doors };
  const lifecycle: Lifecycle = new Lifecycle(parts);
  const keys = createRequestKeys(store);
  const { onStep } = basis;
  const pendingApprovals = (name?: AgentName) => deploys.approvals.pending(name);
  const asked: WiredQuestions = wireQuestions({ ...basis, hub, broker, roster, feed, keys, pendingApprovals });
  const deploys = wireDeploys({ store, broker, keys, hub, histories, agents: parts, lifecycle, onStep });
  const agents: HiveAgents = new HiveAgents({
    parts,
    lifecycle,
    links,
    histories,
    view,
    info: () => basis.info,
    async closeAllOf(name) {
      // What waits for a decision first: approved in between, it would be built.
      await deploys.approvals.closeAllOf(name);
      await deploys.queue.cancelAllOf(name);
      await asked.questions.closeAllOf(name);
    },
    async purgeRows(name) {
      for (const { id } of asked.reminders.listOf(name)) await asked.reminders.cancel(OPERATOR, id);
      records.remove(name);
    },
  });
  const updates = new HiveUpdates({ agents: parts, builds: deploys.builds, view });
  const manager = wireManagerDoor({ agents, deploys, config });
  const login = createOperatorLogin({ store, clock });
  const push = wirePush({ ...basis, hub });
  return {
    ...basis,
    hub,
    feed,
    roster,
    records,
    broker,
    histories,
    doors,
    gateway,
    parts,
    lifecycle,
    agents,
    deploys,
    tombstones,
    metaInputs,
    stats,
    updates,
    ...asked,
    keys,
    login,
    push,
    places,
  };
}

function openBroker({ config, store, clock }: HiveBasis, hub: Hub, roster: Roster): Broker {
  return createBroker({
    store,
    clock,
    hub,
    directory: { agents: () => roster.names() },
    mayReach: mayReachIn(roster),
    resolveFileRefs: (from, body) => (roster.knows(from) ? findFileRefs(body, visibleFolders(config, from)) : []),
  });
}

function openTransients({ clock }: HiveBasis, hub: Hub, onEnd: (name: AgentName) => void): Transients {
  return new Transients(
    {
      began: (name, transient, since) => void hub.publish({ kind: "transient_set", name, transient, since }),
      ended(name, error) {
        hub.publish({ kind: "transient_cleared", name, ...(error !== undefined && { error }) });
        onEnd(name);
      },
    },
    () => clock.now(),
  );
}
