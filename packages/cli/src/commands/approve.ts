import type { HostClient } from "@hyperhive/client/plain";
import type { ApprovalView } from "@hyperhive/wire";
import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { decideEach } from "../decide-each.ts";
import { findApproval } from "../find-approval.ts";
import { followBuilds } from "../follow-builds.ts";
import { indented } from "../render/indented.ts";
import { madeAgent } from "../render/made-agent.ts";

/** Approves, then follows what is built for it until that has ended, unless told not to wait. */
export async function approve(context: Context, given: { ids: readonly number[]; wait: boolean }): Promise<number> {
  const host = connectHost(context);
  // Only what waits tells it.
  const { approvals } = await host.call("approvals", {});
  const { decided, code } = await decideEach(context, {
    ids: given.ids,
    done: (id) => doneWords(approvals.find((approval) => approval.id === id)),
    act: async (_, id) => await host.call("approve", { id }),
  });
  if (!given.wait || decided.length === 0) return code;
  const { builds, without } = await buildsFor(host, decided);
  const failed = await tellOfUnbuilt(context, without);
  const followed = await followBuilds(context, builds);
  return code || failed || followed;
}

function doneWords(approval: ApprovalView | undefined): string {
  const made = approval && madeAgent(approval);
  return made === undefined ? "approved" : `approved: ${made}`;
}

async function buildsFor(host: HostClient, ids: readonly number[]): Promise<{ builds: number[]; without: number[] }> {
  const { builds } = await host.call("builds", {});
  const found = new Map(builds.map(({ id, approval_id: approval }) => [approval, id]));
  for (const id of ids.filter((each) => !found.has(each))) {
    const build = (await findApproval(host, id))?.build_id;
    if (build !== undefined) found.set(id, build);
  }
  return {
    builds: ids.flatMap((id) => found.get(id) ?? []),
    without: ids.filter((id) => !found.has(id)),
  };
}

/** An approval without a build is over already, well or not. */
async function tellOfUnbuilt(context: Context, ids: readonly number[]): Promise<number> {
  const host = connectHost(context);
  let code = 0;
  for (const id of ids) {
    const approval = await findApproval(host, id);
    if (approval?.status === "failed") code = 1;
    const stage = approval === undefined ? "" : `; it is ${approval.stage}`;
    context.say(`#${id}: nothing is built for it${stage}`, ...indented(approval?.note ?? "").filter(Boolean));
  }
  return code;
}
