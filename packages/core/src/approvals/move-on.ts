import type { Mail } from "../broker/mail.ts";
import type { Approval } from "./approval.ts";
import type { ApprovalParts } from "./approval-parts.ts";
import type { ApprovalPatch } from "./approval-store.ts";

/** Changes an approval within a transaction and tells of it afterwards. */
export function moveOn(parts: ApprovalParts, { id }: Pick<Approval, "id">, patch: ApprovalPatch, mail: Mail): Approval {
  const wasOpen = parts.approvals.get(id).resolvedAt === undefined;
  const moved = parts.approvals.update(id, patch);
  const isResolved = wasOpen && moved.resolvedAt !== undefined;
  mail.afterwards(() => parts.changed(isResolved ? "approval_resolved" : "approval_changed", moved));
  return moved;
}

/** The same in a transaction of its own. */
export async function moveOnAlone(parts: ApprovalParts, approval: Approval, patch: ApprovalPatch): Promise<Approval> {
  return await parts.broker.commit((mail) => moveOn(parts, approval, patch, mail));
}
