import type { ApprovalStage } from "@hyperhive/wire";
import type { Approval } from "./approval.ts";

/** Words of the tags that tell an approval's way in applied. */
export type TagWord = "proposal" | "approved" | "building" | "deployed" | "failed" | "denied" | "revise";

/** Name of the tag that stands for one step of an approval's way, e.g. `proposal/7`. */
export function tagName(word: TagWord, id: number): string {
  return `${word}/${id}`;
}

/** The tag of its own that tells how an approval of this stage ended; undefined while it is on its way, and for what has no tags. */
export function finalTag({ id, kind, stage }: Pick<Approval, "id" | "kind" | "stage">): string | undefined {
  if (kind !== "apply_commit") return undefined;
  switch (stage) {
    case "deployed":
    case "denied":
    case "revise":
      return tagName(stage, id);
    case "failing":
    case "failed":
      return tagName("failed", id);
    default:
      return undefined;
  }
}

/** The tag of what a new agent's repo begins with. */
export const SEED_TAG = "deployed/0";

/** Words whose tags must be there when an approval has got to this stage, the text-bearing last ones left out. */
export function tagsUpTo(stage: ApprovalStage): readonly TagWord[] {
  switch (stage) {
    case "submitting":
      return [];
    case "approved":
      return ["proposal", "approved"];
    case "building":
      return ["proposal", "approved", "building"];
    case "deploying":
    case "deployed":
      return ["proposal", "approved", "building", "deployed"];
    case "pending":
    case "failing":
    case "failed":
    case "denied":
    case "revise":
      return ["proposal"];
  }
}
