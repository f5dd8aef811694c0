import { HiveError, type ApprovalDiff, type DiffBase, type Risk } from "@hyperhive/wire";
import { assessRisk } from "../agent-config/risk/assess-risk.ts";
import { MAX_SHOWN_DIFF_BYTES } from "../config-repo/diff-commits.ts";
import { EMPTY_TREE } from "../git/git-environment.ts";
import { configAt } from "../lifecycle/deployed-config.ts";
import { refusalOf } from "../refusal.ts";
import { shaOf, type Approval } from "./approval.ts";
import type { ApprovalParts } from "./approval-parts.ts";
import type { ApprovalStore } from "./approval-store.ts";

/** Shows what a proposal changes against one of three bases; where there is none of the wanted kind, against what runs. */
export async function compare(
  parts: ApprovalParts,
  { id, base: wanted }: { readonly id: number; readonly base: DiffBase },
): Promise<ApprovalDiff> {
  const approval = proposal(parts.approvals, id);
  const { agent } = approval;
  const { repos } = parts.agents;
  const head = shaOf(approval);
  const { base, sha } = await baseOf(parts, approval, wanted);
  const change = await repos.diff(agent, { base: sha, head }, { maxBytes: MAX_SHOWN_DIFF_BYTES });
  const { text, truncated, files, insertions, deletions } = change;
  return {
    approval: parts.view(approval),
    base,
    base_sha: sha,
    head_sha: head,
    commit: await repos.describe(agent, head),
    risk: approval.risk ?? (await riskBetween(parts, approval, sha)),
    diff: text,
    truncated,
    stat: { files, insertions, deletions },
  };
}

function proposal(approvals: ApprovalStore, id: number): Approval {
  const approval = approvals.get(id);
  if (approval.sha !== undefined) return approval;
  if (approval.kind === "apply_commit")
    throw new HiveError("not_found", `#${id} has no commit: ${approval.note ?? "it is being read"}`);
  throw new HiveError("bad_request", `#${id} is a ${approval.kind}: there is nothing to compare`);
}

async function baseOf(
  parts: ApprovalParts,
  approval: Approval,
  wanted: DiffBase,
): Promise<{ readonly base: ApprovalDiff["base"]; readonly sha: string }> {
  const { repos, roster } = parts.agents;
  const { agent, kind } = approval;
  const found = kind === "apply_commit" ? otherBase(parts.approvals, approval, wanted)?.sha : undefined;
  if (found !== undefined) return { base: wanted, sha: found };
  // Nothing of one that is not in the hive runs, so all that it would begin with is new.
  return roster.has(agent) ? { base: "running", sha: await repos.main(agent) } : { base: "nothing", sha: EMPTY_TREE };
}

function otherBase(approvals: ApprovalStore, approval: Approval, wanted: DiffBase): Approval | undefined {
  if (wanted === "running") return undefined;
  if (wanted === "approved") return approvals.lastApproved(approval.agent, approval.id);
  return approvals.pending(approval.agent).findLast(({ id, kind }) => id < approval.id && kind === "apply_commit");
}

async function riskBetween({ agents }: ApprovalParts, approval: Approval, base: string): Promise<Risk> {
  try {
    const before = await configAt(agents, approval.agent, base);
    return assessRisk(before, await configAt(agents, approval.agent, shaOf(approval)), []);
  } catch (thrown) {
    const refusal = refusalOf(thrown);
    if (refusal === undefined) throw thrown;
    return { level: "high", reasons: [`it cannot be judged: ${refusal.message}`] };
  }
}
