import type { ApprovalView } from "@hyperhive/wire";
import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { decidedLines } from "../render/approval-lines.ts";
import { lookOf } from "../render/look.ts";

/** Prints the newest approvals that were decided, oldest of them first. */
export async function history(context: Context, given: { limit: number; agent?: string }): Promise<void> {
  const { limit, agent } = given;
  const answer = await connectHost(context).call("approvals", {
    resolved: true,
    limit,
    ...(agent !== undefined && { agent }),
  });
  const approvals = answer.approvals.toSorted((a, b) => decidedAt(a) - decidedAt(b) || a.id - b.id);
  context.print(answer, () =>
    approvals.length === 0 ? ["nothing was decided yet"] : decidedLines(approvals, lookOf(context.cli)),
  );
}

function decidedAt({ resolved_at: at, requested_at: asked }: ApprovalView): number {
  return at ?? asked;
}
