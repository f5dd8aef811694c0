import { shaOf, type Approval } from "../approvals/approval.ts";
import { tagName } from "../approvals/tag-names.ts";
import type { BuildEnding } from "../builds/build-queue.ts";
import type { DeployParts } from "./deploy-parts.ts";
import { moveOn, moveOnAlone } from "./move-on.ts";
import { tellEnd } from "./tell-manager.ts";

/** Ends a proposal that could not be carried out: its tag tells why, and the row ends in the transaction of the build. Repeating it changes nothing. `state` says how the build ended. */
export async function failDeploy(
  parts: DeployParts,
  approval: Approval,
  { note, state = "failed" }: { readonly note: string; readonly state?: "failed" | "cancelled" },
): Promise<BuildEnding> {
  await moveOnAlone(parts, approval, { stage: "failing", note });
  parts.onStep("failing");
  await tagFailed(parts, approval, note);
  parts.onStep("failed-tagged");
  return {
    state,
    note,
    also(mail) {
      const failed = moveOn(parts, approval, { stage: "failed", resolvedAt: mail.now, note }, mail);
      parts.approvals.update(approval.id, { tagged: true });
      tellEnd(parts, failed, mail);
      mail.afterwards(() => parts.onStep("failed"));
    },
  };
}

async function tagFailed({ agents: { repos } }: DeployParts, approval: Approval, note: string): Promise<void> {
  const { kind, agent, id, sha } = approval;
  if (kind !== "apply_commit" || sha === undefined || !(await repos.isSeeded(agent))) return;
  await repos.annotate(agent, tagName("failed", id), { sha: shaOf(approval), text: note });
}
