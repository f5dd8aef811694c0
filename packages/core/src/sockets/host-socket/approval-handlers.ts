import { OPERATOR, type HostVerbs } from "@hyperhive/wire";
import { newestThatFit } from "../newest-that-fit.ts";
import type { Handlers } from "../verb-handlers.ts";
import { buildOutput } from "./build-output.ts";
import type { HostCaller } from "./host-caller.ts";

const DEFAULT_ROWS = 50;

type ApprovalVerbs = Pick<
  HostVerbs,
  | "pending"
  | "approvals"
  | "approve"
  | "deny"
  | "revise"
  | "diff"
  | "request_spawn"
  | "rebuild"
  | "destroy"
  | "builds"
  | "build_output"
  | "cancel_build"
>;

/** The verbs with which the operator decides over agents, and follows what comes of it. */
export const approvalHandlers: Handlers<ApprovalVerbs, HostCaller> = {
  pending: (_request, { approvals }) => ({ approvals: firstThatFit(approvals.pendingRows()) }),
  approvals({ resolved, agent, limit }, { approvals }) {
    if (!resolved) return { approvals: firstThatFit(approvals.pending(agent).slice(0, limit)) };
    const decided = approvals.resolved({ limit: limit ?? DEFAULT_ROWS, ...(agent !== undefined && { agent }) });
    return { approvals: firstThatFit(decided) };
  },
  async approve({ id }, { approvals }) {
    await approvals.approve(id);
    return {};
  },
  async deny({ id, note }, { approvals }) {
    await approvals.deny(id, note);
    return {};
  },
  async revise({ id, note }, { approvals }) {
    await approvals.revise(id, note);
    return {};
  },
  diff: async ({ id, base }, { approvals }) => await approvals.diff(id, base),
  async request_spawn({ name, key }, { approvals }) {
    const { id, duplicate } = await approvals.requestSpawn(OPERATOR, { name, ...(key !== undefined && { key }) });
    return { approval_id: id, duplicate };
  },
  async rebuild({ name }, { agents, builds }) {
    const { id, duplicate } = await builds.rebuild(OPERATOR, agents.resolve(name));
    return { build_id: id, duplicate };
  },
  async destroy({ name, purge }, { agents }) {
    await agents.destroy(name, { purge });
    return {};
  },
  builds: ({ limit }, { builds }) => ({ builds: newestThatFit(builds.newest(limit ?? DEFAULT_ROWS)) }),
  build_output: buildOutput,
  async cancel_build({ id }, { builds }) {
    await builds.cancel(id);
    return {};
  },
};

function firstThatFit<T>(rows: readonly T[]): T[] {
  return newestThatFit(rows.toReversed()).toReversed();
}
