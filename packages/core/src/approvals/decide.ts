import { HiveError, OPERATOR, type ApprovalStatus } from "@hyperhive/wire";
import type { Approval } from "./approval.ts";
import type { ApprovalParts, HiveApprovalsParts } from "./approval-parts.ts";
import type { ApprovalStore } from "./approval-store.ts";
import { statusOf } from "./approval-view.ts";
import { moveOn } from "./move-on.ts";
import { settleTagsOrLater } from "./settle-tags.ts";
import { tellEnd } from "./tell-manager.ts";

/** Approves: the row and its build are on disk together, and its tag follows. */
export async function approve(parts: HiveApprovalsParts, id: number): Promise<void> {
  const approved = await parts.broker.commit((mail) => {
    const { agent, kind, requestedBy } = pendingOne(parts.approvals, id);
    parts.queue.add({ agent, kind, approvalId: id, requestedBy }, mail);
    return moveOn(parts, { id }, { stage: "approved", resolvedAt: mail.now }, mail);
  });
  parts.onStep("approved");
  await settleTagsOrLater(parts, approved);
  parts.onStep("approved-tagged");
}

/** Denies, or sends back to be revised: whoever asked is told in the same transaction, and the tag keeps the reason. */
export async function turnDown(
  parts: ApprovalParts,
  { id, stage, note }: { readonly id: number; readonly stage: "denied" | "revise"; readonly note: string | undefined },
): Promise<void> {
  const ended = await parts.broker.commit((mail) => {
    const { requestedBy } = pendingOne(parts.approvals, id);
    if (stage === "revise" && requestedBy === OPERATOR)
      throw new HiveError(
        "bad_request",
        `#${id} is your own wish, which nobody else could revise; deny it and ask anew`,
      );
    const patch = { stage, resolvedAt: mail.now, ...(note !== undefined && { note }) };
    const turned = moveOn(parts, { id }, patch, mail);
    tellEnd(parts, turned, mail);
    return turned;
  });
  parts.onStep(stage);
  await settleTagsOrLater(parts, ended);
  parts.onStep(`${stage}-tagged`);
}

const DECIDED: Readonly<Record<ApprovalStatus, string>> = {
  pending: "waits",
  approved: "is approved",
  denied: "is denied",
  failed: "has failed",
  revise: "was sent back",
};

// Throws `not_found`, `busy`, `already_decided`.
function pendingOne(approvals: ApprovalStore, id: number): Approval {
  const approval = approvals.get(id);
  if (approval.stage === "pending") return approval;
  if (approval.stage === "submitting") throw new HiveError("busy", `#${id} is being read; decide in a moment`);
  throw new HiveError("already_decided", `#${id} ${DECIDED[statusOf(approval.stage)]} already`);
}
