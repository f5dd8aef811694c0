import { HiveError, type AgentName } from "@hyperhive/wire";
import { checkCommitRef } from "../config-repo/commit-ref.ts";
import { reasonOf } from "../refusal.ts";
import type { KeyedRequest } from "../request-keys/request-keys.ts";
import { isUnderWay, type Approval } from "./approval.ts";
import type { HiveApprovalsParts } from "./approval-parts.ts";
import { supersededBy } from "./approval-view.ts";
import type { CommitRequest, ProposalReceipt } from "./approvals.ts";
import { checkFailures } from "./check-failures.ts";
import { checkRoom } from "./check-room.ts";
import { judgeAnew } from "./judge-anew.ts";
import { judgeProposal } from "./judge-proposal.ts";
import { moveOn, moveOnAlone } from "./move-on.ts";
import { settleTagsOrLater } from "./settle-tags.ts";
import { tagName } from "./tag-names.ts";

/** Pins a commit and files it for approval. What is wrong with it is thrown, after its row has been marked failed. */
export async function submitCommit(
  parts: HiveApprovalsParts,
  { by, request }: { readonly by: string; readonly request: CommitRequest },
): Promise<ProposalReceipt> {
  const { agent, commitRef, description, key } = request;
  checkCommitRef(commitRef);
  await checkSeeded(parts, agent);
  const keyed = { sender: by, verb: "request_apply_commit", key, content: [agent, commitRef, description] };
  const begun = await parts.broker.commit((mail): ProposalReceipt | Approval => {
    const earlier = parts.keys.find(keyed) as ProposalReceipt | undefined;
    if (earlier !== undefined) return { ...earlier, duplicate: true };
    checkRoom(parts.approvals);
    checkFailures(parts.approvals, agent, mail.now);
    const filed = {
      agent,
      kind: "apply_commit",
      commitRef,
      description,
      requestedBy: by,
      requestedAt: mail.now,
    } as const;
    return parts.approvals.insert({ ...filed, stage: "submitting" });
  });
  if ("duplicate" in begun) return begun;
  parts.onStep("submitting");
  try {
    return await pinAndFile(parts, { approval: begun, keyed });
  } catch (thrown) {
    await failSubmit(parts, begun, thrown);
    throw thrown;
  }
}

async function checkSeeded({ agents: { repos, roster } }: HiveApprovalsParts, agent: AgentName): Promise<void> {
  if (await repos.isSeeded(agent)) return;
  // Throws for one that nobody knows.
  roster.get(agent);
  throw new HiveError("not_found", `${agent} has no configuration repo yet; restart the core, which makes one`);
}

type Submission = { readonly approval: Approval; readonly keyed: KeyedRequest };

async function pinAndFile(parts: HiveApprovalsParts, { approval, keyed }: Submission): Promise<ProposalReceipt> {
  const { id, agent, commitRef } = approval;
  const { sha } = await parts.agents.repos.pin(agent, commitRef, tagName("proposal", id));
  parts.onStep("pinned");
  await moveOnAlone(parts, approval, { sha });
  const { risk, main } = await judgeProposal(parts, { agent, sha });
  if (sha === main && parts.agents.roster.has(agent))
    throw new HiveError("bad_request", `${sha.slice(0, 12)} is what ${agent} runs already`);
  const proposed = await parts.broker.commit((mail) => {
    const earlier = parts.approvals.open(agent).find((other) => other.sha === sha && isUnderWay(other));
    if (earlier !== undefined)
      throw new HiveError("bad_request", `that commit is on its way as #${earlier.id} already (${earlier.stage})`);
    const pending = parts.approvals.update(id, { stage: "pending", risk, tagged: true });
    mail.afterwards(() => parts.changed("approval_added", pending));
    const supersedes = supersededBy(pending, parts.approvals.pending(agent));
    const receipt = { id, sha, risk, supersedes, duplicate: false };
    parts.keys.keep(keyed, receipt, mail.now);
    return receipt;
  });
  // Another one was deployed while this one was judged.
  if ((await parts.agents.repos.main(agent)) !== main) await judgeAnew(parts, [parts.approvals.get(id)]);
  parts.onStep("pending");
  return proposed;
}

async function failSubmit(parts: HiveApprovalsParts, { id }: Approval, thrown: unknown): Promise<void> {
  const note = reasonOf(thrown);
  const failed = await parts.broker.commit((mail) =>
    moveOn(parts, { id }, { stage: "failed", resolvedAt: mail.now, note }, mail),
  );
  await settleTagsOrLater(parts, failed);
}
