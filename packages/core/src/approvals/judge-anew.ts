import type { Risk } from "@hyperhive/wire";
import { refusalOf } from "../refusal.ts";
import { shaOf, type Approval } from "./approval.ts";
import type { ApprovalParts } from "./approval-parts.ts";
import { judgeProposal } from "./judge-proposal.ts";
import { moveOn } from "./move-on.ts";

// Judging one takes some runs of git, and builds wait for it.
const MAX_JUDGED = 20;
const UNJUDGED: Risk = { level: "high", reasons: ["what the agent runs with has changed since this was judged"] };

/** Judges proposals that wait for a decision once more, since their agent runs with something else now; of many the newest, and the others are told as high. */
export async function judgeAnew(parts: ApprovalParts, waiting: readonly Approval[]): Promise<void> {
  for (const [at, approval] of waiting.toReversed().entries()) {
    const risk = at < MAX_JUDGED ? await riskNow(parts, approval) : UNJUDGED;
    await parts.broker.commit((mail) => {
      if (parts.approvals.find(approval.id)?.stage === "pending") moveOn(parts, approval, { risk }, mail);
    });
  }
}

async function riskNow(parts: ApprovalParts, approval: Approval): Promise<Risk> {
  try {
    return (await judgeProposal(parts, { agent: approval.agent, sha: shaOf(approval) })).risk;
  } catch (err) {
    const refusal = refusalOf(err);
    if (refusal === undefined) parts.agents.log.error({ approval: approval.id, err }, "a proposal cannot be judged");
    return { level: "high", reasons: [`it cannot be judged any more: ${refusal?.message ?? "see the core's log"}`] };
  }
}
