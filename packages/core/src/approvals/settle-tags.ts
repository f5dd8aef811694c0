import { shaOf, type Approval } from "./approval.ts";
import type { ApprovalParts } from "./approval-parts.ts";
import { tagName, tagsUpTo } from "./tag-names.ts";

/** Sees to it that every tag of an approval's stage is in applied, and notes that down. What was decided stands in its row: a tag that cannot be placed now is made up for by the next core. Says whether all are there; never rejects. */
export async function settleTagsOrLater(parts: ApprovalParts, approval: Approval): Promise<boolean> {
  try {
    const now = parts.approvals.find(approval.id);
    if (now?.stage === approval.stage) await settleTags(parts, now);
    return true;
  } catch (err) {
    parts.agents.log.error({ approval: approval.id, err }, "an approval could not be tagged; the next start does it");
    return false;
  }
}

/** Makes up for every tag that is missing. One that cannot be placed is told and holds nothing up: the row tells the truth. */
export async function settleUntagged(parts: ApprovalParts): Promise<void> {
  for (const approval of parts.approvals.untagged()) {
    await settleTags(parts, approval).catch((err: unknown) =>
      parts.agents.log.error({ approval: approval.id, err }, "the tags of an approval could not be completed"),
    );
  }
}

// Repeating it changes nothing.
async function settleTags(parts: ApprovalParts, approval: Approval): Promise<void> {
  if (approval.kind === "apply_commit" && approval.sha !== undefined) await tagAll(parts, approval);
  parts.approvals.update(approval.id, { tagged: true });
}

async function tagAll({ agents: { repos } }: ApprovalParts, approval: Approval): Promise<void> {
  const { id, agent, stage, note } = approval;
  const sha = shaOf(approval);
  // A repo that was purged has no tags any more.
  if (!(await repos.isSeeded(agent))) return;
  for (const word of tagsUpTo(stage)) await repos.tag(agent, tagName(word, id), sha);
  const final = stage === "failing" ? "failed" : stage;
  if (final === "failed" || final === "denied" || final === "revise")
    await repos.annotate(agent, tagName(final, id), { sha, text: note ?? `${final} without a reason` });
}
