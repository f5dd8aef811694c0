import { HiveError, MAX_PENDING_APPROVALS } from "@hyperhive/wire";
import type { ApprovalStore } from "./approval-store.ts";

/** Keeps the list that the operator has to read from growing without end. Throws `too_many`. */
export function checkRoom(approvals: Pick<ApprovalStore, "countOpen">): void {
  if (approvals.countOpen() < MAX_PENDING_APPROVALS) return;
  throw new HiveError(
    "too_many",
    `${MAX_PENDING_APPROVALS} approvals are open already; ask again when some are decided and built`,
  );
}
