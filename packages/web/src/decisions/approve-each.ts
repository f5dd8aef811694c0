import type { ApprovalView } from "@hyperhive/wire";
import { errorText } from "../shell/error-text.ts";
import { listedIds } from "./approval-words.ts";

/** Approvals that may be approved together: changes judged to be of low risk, and no newer one takes their place. A new agent is a decision of its own, however harmless. */
export function lowRisk(pending: readonly ApprovalView[]): readonly ApprovalView[] {
  return pending.filter(
    ({ kind, risk, superseded_by: newer }) => kind === "apply_commit" && risk?.level === "low" && newer === undefined,
  );
}

/** Approves one after another, whatever becomes of the others, and says which; throws with the same words when one was refused. */
export async function approveEach(ids: readonly number[], approve: (id: number) => Promise<void>): Promise<string> {
  const approved: number[] = [];
  const refused: string[] = [];
  for (const id of ids) {
    try {
      await approve(id);
      approved.push(id);
    } catch (error) {
      refused.push(`#${id} was not: ${errorText(error)}`);
    }
  }
  const words = [...(approved.length > 0 ? [`approved ${listedIds(approved)}`] : []), ...refused].join("; ");
  if (refused.length > 0) throw new Error(words);
  return words;
}
