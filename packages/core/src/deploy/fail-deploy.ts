import type { Approval } from "../approvals/approval.ts";
import { moveOn, moveOnAlone } from "../approvals/move-on.ts";
import { settleTagsOrLater } from "../approvals/settle-tags.ts";
import { tellEnd } from "../approvals/tell-manager.ts";
import type { BuildEnding } from "../builds/builder.ts";
import type { DeployParts } from "./deploy-parts.ts";

/** Ends a proposal that could not be carried out: its tag tells why, and the row ends in the transaction of the build. Repeating it changes nothing. `state` says how the build ended. */
export async function failDeploy(
  parts: DeployParts,
  approval: Approval,
  { note, state = "failed" }: { readonly note: string; readonly state?: "failed" | "cancelled" },
): Promise<BuildEnding> {
  const failing = await moveOnAlone(parts, approval, { stage: "failing", note });
  parts.onStep("failing");
  const tagged = await settleTagsOrLater(parts, failing);
  parts.onStep("failed-tagged");
  return {
    state,
    note,
    also(mail) {
      const failed = moveOn(parts, approval, { stage: "failed", resolvedAt: mail.now, note, tagged }, mail);
      tellEnd(parts, failed, mail);
      mail.afterwards(() => parts.onStep("failed"));
    },
  };
}
