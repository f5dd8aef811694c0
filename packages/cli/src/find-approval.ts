import type { HostClient } from "@hyperhive/client/plain";
import type { ApprovalView } from "@hyperhive/wire";
import { MAX_HISTORY_ROWS } from "@hyperhive/wire/plain";

/** An approval by its number: one that waits, or one of the newest that were decided. */
export async function findApproval(host: HostClient, id: number): Promise<ApprovalView | undefined> {
  for (const list of [{}, { resolved: true, limit: MAX_HISTORY_ROWS }]) {
    const { approvals } = await host.call("approvals", list);
    const found = approvals.find((approval) => approval.id === id);
    if (found !== undefined) return found;
  }
  return undefined;
}
