import type { HostClient } from "@hyperhive/client/plain";
import { connectHost } from "../connect-host.ts";
import type { Context } from "../context.ts";
import { decideEach } from "../decide-each.ts";
import { findApproval } from "../find-approval.ts";
import { followBuilds } from "../follow-builds.ts";
import { indented } from "../render/indented.ts";

/** Approves, then follows what is built for it until that has ended, unless told not to wait. */
export async function approve(context: Context, given: { ids: readonly number[]; wait: boolean }): Promise<number> {
  const act = async (host: HostClient, id: number) => await host.call("approve", { id });
  const { decided, code } = await decideEach(context, { ids: given.ids, done: "approved", act });
  if (!given.wait || decided.length === 0) return code;
  const { builds, without } = await buildsFor(connectHost(context), decided);
  const failed = await tellOfUnbuilt(context, without);
  const followed = await followBuilds(context, builds);
  return code || failed || followed;
}

async function buildsFor(host: HostClient, ids: readonly number[]): Promise<{ builds: number[]; without: number[] }> {
  const { builds } = await host.call("builds", {});
  const found = new Map(builds.map(({ id, approval_id: approval }) => [approval, id]));
  for (const id of ids.filter((each) => !found.has(each))) {
    const build = (await findApproval(host, id))?.build_id;
    if (build !== undefined) found.set(id, build);
  }
  return {
    builds: ids.flatMap((id) => found.get(id) ?? []).toSorted((a, b) => a - b),
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
