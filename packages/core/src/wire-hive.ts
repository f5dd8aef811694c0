import { MANAGER, OPERATOR, type AgentName, type DashboardEvent } from "@hyperhive/wire";
import { AgentRecords } from "./agents/agent-records.ts";
import { containerView } from "./agents/container-view.ts";
import { createHarnessDoor, takeEvent } from "./agents/harness-door.ts";
import { HarnessLinks } from "./agents/harness-links.ts";
import { Histories } from "./agents/histories.ts";
import { HiveAgents } from "./agents/hive-agents.ts";
import { Roster } from "./agents/roster.ts";
import { ViewFeed } from "./agents/view-feed.ts";
import { createConfigRepos } from "./config-repo/config-repos.ts";
import { HiveUpdates } from "./deploy/hive-updates.ts";
import { createEventHub } from "./event-hub/event-hub.ts";
import type { HiveBasis, HivePlaces } from "./hive-basis.ts";
import { Lifecycle } from "./lifecycle/lifecycle.ts";
import type { LifecycleParts } from "./lifecycle/lifecycle-parts.ts";
import { Notices } from "./lifecycle/notices.ts";
import { MetaInputs } from "./meta/meta-inputs.ts";
import { createMeta } from "./meta/meta.ts";
import { createOperatorLogin } from "./operator-login/operator-login.ts";
import { createRequestKeys } from "./request-keys/request-keys.ts";
import { openAgentDoors } from "./sockets/open-agent-doors.ts";
import { Tombstones } from "./tombstones/tombstones.ts";
import { wireBroker } from "./wire-broker.ts";
import { wireDeploys } from "./wire-deploys.ts";
import { wireGateway } from "./wire-gateway.ts";
import { wireManagerDoor } from "./wire-manager-door.ts";
import { wirePush } from "./wire-push.ts";
import { wireQuestions, type WiredQuestions } from "./wire-questions.ts";
import { wireStats } from "./wire-stats.ts";
import { wireTransients } from "./wire-transients.ts";

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
  const broker = wireBroker({ ...basis, hub, roster });
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
  const transients = wireTransients({ ...basis, hub, onEnd: (name) => void lifecycle.watch.look(name) });
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
