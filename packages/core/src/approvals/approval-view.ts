import type { ApprovalRow, ApprovalStage, ApprovalStatus, ApprovalView } from "@hyperhive/wire";
import { isUnderWay, type Approval } from "./approval.ts";

/** What a view tells besides the approval itself. */
export type ApprovalNeighbours = {
  /** What is pending of the same agent, and of others perhaps. */
  readonly pending: readonly Approval[];
  readonly buildId?: number | undefined;
  /** Whether approving makes an agent that is not in the hive. */
  readonly makes?: ApprovalView["makes"];
  /** What the cage of a spawn begins with. */
  readonly startsWith?: readonly string[] | undefined;
};

/** An approval with the fields that existing clients know, and no others; times in Unix seconds. */
export function approvalRow(approval: Approval): ApprovalRow {
  const { id, agent, kind, commitRef, sha, requestedAt, stage, resolvedAt, note, description } = approval;
  return {
    id,
    agent,
    kind,
    commit_ref: commitRef,
    requested_at: seconds(requestedAt),
    status: statusOf(stage),
    ...(sha !== undefined && { fetched_sha: sha }),
    ...(resolvedAt !== undefined && { resolved_at: seconds(resolvedAt) }),
    ...(note !== undefined && { note }),
    ...(description !== undefined && { description }),
  };
}

/** An approval with all that is known of it. */
export function approvalView(
  approval: Approval,
  { pending, buildId, makes, startsWith }: ApprovalNeighbours,
): ApprovalView {
  const newer = isPendingProposal(approval)
    ? pending.findLast((other) => isOfSameAgent(other, approval) && other.id > approval.id)
    : undefined;
  return {
    ...approvalRow(approval),
    stage: approval.stage,
    requested_by: approval.requestedBy,
    supersedes: supersededBy(approval, pending),
    ...(approval.risk !== undefined && { risk: approval.risk }),
    ...(newer !== undefined && { superseded_by: newer.id }),
    ...(makes !== undefined && { makes }),
    ...(startsWith !== undefined && { starts_with: [...startsWith] }),
    ...(buildId !== undefined && { build_id: buildId }),
  };
}

/** The older pending proposals of the same agent: they end when this one is deployed. */
export function supersededBy(approval: Approval, pending: readonly Approval[]): number[] {
  if (approval.kind !== "apply_commit" || !isUnderWay(approval)) return [];
  return pending.filter((other) => isOfSameAgent(other, approval) && other.id < approval.id).map(({ id }) => id);
}

/** The operator's decision behind a stage. */
export function statusOf(stage: ApprovalStage): ApprovalStatus {
  switch (stage) {
    case "submitting":
    case "pending":
      return "pending";
    case "approved":
    case "building":
    case "deploying":
    case "deployed":
      return "approved";
    case "failing":
    case "failed":
      return "failed";
    case "denied":
    case "revise":
      return stage;
  }
}

function isPendingProposal({ kind, stage }: Approval): boolean {
  return kind === "apply_commit" && stage === "pending";
}

function isOfSameAgent(one: Approval, other: Approval): boolean {
  return one.agent === other.agent && isPendingProposal(one);
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
