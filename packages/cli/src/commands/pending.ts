import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { pendingLines } from "../render/approval-lines.ts";
import { lookOf } from "../render/look.ts";

/** Prints the approvals that wait for the operator, oldest first, and how to go on. */
export async function pending(context: Context): Promise<void> {
  const answer = await connectHost(context).call("approvals", {});
  const [oldest] = answer.approvals;
  context.print(answer, () =>
    oldest === undefined
      ? ["nothing waits for you to approve"]
      : [...pendingLines(answer.approvals, lookOf(context.cli)), "", hint(oldest.id)],
  );
}

function hint(id: number): string {
  return `look with \`hive-c0re diff ${id}\`, then \`hive-c0re approve ${id}\`, \`deny ${id}\` or \`revise ${id}\``;
}
