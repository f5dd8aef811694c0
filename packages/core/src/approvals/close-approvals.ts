import type { AgentName } from "@hyperhive/wire";
import type { ApprovalParts } from "./approval-parts.ts";
import { moveOn } from "./move-on.ts";
import { settleTagsOrLater } from "./settle-tags.ts";

/** Denies what waits for a decision about an agent that is destroyed. */
export async function closeApprovals(parts: ApprovalParts, agent: AgentName): Promise<void> {
  const closed = await parts.broker.commit((mail) =>
    parts.approvals
      .pending(agent)
      .map(({ id }) =>
        moveOn(parts, { id }, { stage: "denied", resolvedAt: mail.now, note: `${agent} was destroyed` }, mail),
      ),
  );
  for (const approval of closed) await settleTagsOrLater(parts, approval);
}
