import { join } from "node:path";
import type { HostClient } from "@hyperhive/client/plain";
import type { ApprovalDiff, DiffBase } from "@hyperhive/wire";
import { HiveError } from "@hyperhive/wire/plain";
import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { findApproval } from "../find-approval.ts";
import { diffHead } from "../render/diff-head.ts";
import { diffLines } from "../render/diff-lines.ts";
import { lookOf } from "../render/look.ts";

/** Prints what a proposal changes: who made it, how risky it is, then the diff. */
export async function diff(context: Context, { id, base }: { id: number; base: DiffBase }): Promise<void> {
  const host = connectHost(context);
  try {
    const answer = await host.call("diff", { id, base });
    const cut = answer.truncated ? await whereItIsWhole(host, answer) : [];
    const look = lookOf(context.cli);
    context.print(answer, () => [...diffHead(answer, look), "", ...bodyOf(answer, look), ...cut]);
  } catch (error) {
    const reason = context.globals.json === true ? undefined : await whyThereIsNone(host, id, error);
    if (reason === undefined) throw error;
    context.say(reason);
  }
}

function bodyOf({ diff: text }: ApprovalDiff, look: ReturnType<typeof lookOf>): string[] {
  return text.trim() === "" ? ["nothing is changed"] : diffLines(text, look);
}

async function whereItIsWhole(host: HostClient, answer: ApprovalDiff): Promise<string[]> {
  const { state_dir: stateDir } = await host.call("ping", {});
  const repo = quoted(join(stateDir, "applied", answer.approval.agent));
  const command = `git -C ${repo} diff ${answer.base_sha} ${answer.head_sha}`;
  return ["", "the diff is cut here; to see it whole, run on the host:", `  ${command}`];
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

/** What brings up a new agent has no commit; then the core's refusal is no error to people. */
async function whyThereIsNone(host: HostClient, id: number, error: unknown): Promise<string | undefined> {
  if (!(error instanceof HiveError) || error.code === "core_unreachable") return undefined;
  const approval = await findApproval(host, id);
  if (approval === undefined || approval.kind === "apply_commit" || approval.fetched_sha !== undefined)
    return undefined;
  const what = approval.kind === "spawn" ? `the spawn of ${approval.agent}` : `a first config for ${approval.agent}`;
  return `#${id} is ${what} and has no commit: there is nothing to compare`;
}
