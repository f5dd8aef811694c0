import { HiveError, type AgentName, type Build, type DashboardEvent } from "@hyperhive/wire";
import type { Histories } from "./agents/histories.ts";
import { approvalView } from "./approvals/approval-view.ts";
import { ApprovalStore } from "./approvals/approval-store.ts";
import { HiveApprovals } from "./approvals/hive-approvals.ts";
import { whatItMakes } from "./approvals/what-it-makes.ts";
import type { Broker } from "./broker/broker.ts";
import { AgentBuildEvents } from "./builds/agent-build-events.ts";
import type { OutputListeners } from "./builds/build-output.ts";
import { BuildQueue } from "./builds/build-queue.ts";
import { BuildStore } from "./builds/build-store.ts";
import { HiveBuilds } from "./builds/hive-builds.ts";
import { createDeployBuilder } from "./deploy/deploy-builder.ts";
import type { DeployParts } from "./deploy/deploy-parts.ts";
import type { ApprovalStep } from "./approvals/approval-step.ts";
import type { EventHub } from "./event-hub/event-hub.ts";
import type { Lifecycle } from "./lifecycle/lifecycle.ts";
import type { LifecycleParts } from "./lifecycle/lifecycle-parts.ts";
import type { RequestKeys } from "./request-keys/request-keys.ts";
import type { Store } from "./store/store.ts";

/** What approvals and builds are wired from. */
export type DeployBasis = {
  readonly store: Store;
  readonly broker: Broker;
  readonly keys: RequestKeys;
  readonly hub: EventHub<DashboardEvent>;
  readonly histories: Histories;
  readonly agents: LifecycleParts;
  readonly lifecycle: Lifecycle;
  /** Called at each step of an approval's way, once it is on disk. */
  readonly onStep: (step: ApprovalStep) => void;
};

/** The approvals and builds of a hive; nothing is built before the queue is started. */
export type Deploys = ReturnType<typeof wireDeploys>;

/** Wires approvals, the build queue and what carries out its builds. */
export function wireDeploys(basis: DeployBasis) {
  const { store, broker, keys, hub, agents, lifecycle, onStep } = basis;
  const approvals = new ApprovalStore(store);
  const buildStore = new BuildStore(store);
  const view: DeployParts["view"] = (approval, pending = approvals.pending(approval.agent)) => {
    // What waits for the operator is not built yet.
    const build = approval.stage === "pending" ? undefined : buildStore.ofApproval(approval.id);
    return approvalView(approval, { pending, buildId: build?.id, ...whatItMakes(agents, approval) });
  };
  const changed: DeployParts["changed"] = (kind, approval) => void hub.publish({ kind, approval: view(approval) });
  const deploy = { agents, lifecycle, approvals, builds: buildStore, broker, view, changed, onStep };
  const closing = new AbortController();
  const events = new AgentBuildEvents(basis.histories, agents.log);
  const queue = new BuildQueue({
    broker,
    store: buildStore,
    clock: agents.clock,
    log: agents.log,
    builder: createDeployBuilder(deploy, { closing: closing.signal }),
    listeners: outputListeners(basis, events),
    changed: (build) => tellBuild(basis, build, events),
  });
  return {
    deploy,
    queue,
    buildStore,
    approvals: new HiveApprovals({ ...deploy, keys, queue }),
    builds: new HiveBuilds({ store: buildStore, queue, broker }),
    async close() {
      closing.abort(new HiveError("shutting_down", "the core is stopping"));
      await queue.close();
    },
  };
}

function outputListeners({ hub, agents: { log } }: DeployBasis, events: AgentBuildEvents): OutputListeners {
  return {
    line(job, line) {
      log.info({ build: job.id, agent: job.agent, line: line.line }, "build output");
      hub.publish({ kind: "build_line", build_id: job.id, line });
      events.tell(job.agent, { kind: "build", build_id: job.id, state: "running", line: line.line });
    },
    lost: (job, err) => log.warn({ build: job.id, err }, "the output of a build could not be stored"),
  };
}

function tellBuild({ hub }: DeployBasis, build: Build, events: AgentBuildEvents): void {
  hub.publish({ kind: "build_changed", build });
  const { id, state, note } = build;
  if (state === "queued" || state === "running") return;
  const line = note === undefined ? `build ${id}: ${state}` : `build ${id}: ${state}: ${note}`;
  events.tell(build.agent as AgentName, { kind: "build", build_id: id, state, line });
}
