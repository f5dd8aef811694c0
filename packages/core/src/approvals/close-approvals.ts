import type { AgentName } from "@hyperhive/wire";
import type { ApprovalParts } from "./approval-parts.ts";
import { moveOn } from "./move-on.ts";
import { settleTagsOrLater } from "./settle-tags.ts";
import { tellEnd } from "./tell-manager.ts";

/** Denies what waits for a decision about an agent that is destroyed. */
export async function closeApprovals(parts: ApprovalParts, agent: AgentName): Promise<void> {
  const closed = await parts.broker.commit((mail) =>
    parts.approvals.pending(agent).map(({ id }) => {
      const denied = { stage: "denied", resolvedAt: mail.now, note: `${agent} was destroyed` } as const;
      const closed = moveOn(parts, { id }, denied, mail);
      tellEnd(parts, closed, mail);
      return closed;
    }),
  );
  for (const approval of closed) await settleTagsOrLater(parts, approval);
}
