import type { ApprovalView } from "@hyperhive/wire";
import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { pendingLines } from "../render/approval-lines.ts";
import { lookOf } from "../render/look.ts";

/** Prints the approvals that wait for the operator, oldest first, and how to go on. */
export async function pending(context: Context): Promise<void> {
  const answer = await connectHost(context).call("approvals", {});
  const { approvals } = answer;
  // What a newer proposal supersedes is mostly not worth looking at.
  const next = approvals.find(({ superseded_by: newer }) => newer === undefined) ?? approvals[0];
  context.print(answer, () =>
    next === undefined
      ? ["nothing waits for you to approve"]
      : [...pendingLines(approvals, lookOf(context.cli)), "", hint(next)],
  );
}

function hint({ id, kind, fetched_sha: sha }: ApprovalView): string {
  if (sha === undefined) return `decide with \`hive-c0re approve ${id}\` or \`deny ${id}\``;
  const refuse = kind === "apply_commit" ? `, \`deny ${id}\` or \`revise ${id} <text>\`` : ` or \`deny ${id}\``;
  return `look with \`hive-c0re diff ${id}\`; decide with \`approve ${id}\`${refuse}`;
}
