import { cageName, messageOf, type AgentName } from "@hyperhive/wire";
import type { Approval } from "../approvals/approval.ts";
import { moveOn } from "../approvals/move-on.ts";
import { settleTagsOrLater, settleUntagged } from "../approvals/settle-tags.ts";
import type { BuildJob } from "../builds/build-store.ts";
import type { BuildEnding } from "../builds/builder.ts";
import { writeDeployedConfig } from "../lifecycle/deployed-config.ts";
import type { DeployParts } from "./deploy-parts.ts";
import { failDeploy } from "./fail-deploy.ts";
import { finishDeploy } from "./finish-deploy.ts";
import { failRebuild } from "./rebuild.ts";

const CUT_OFF = "the core was restarted while it was being built; approve a new submission to try again";
const CUT_OFF_SUBMIT = "the core was restarted while the commit was being read; submit it again";
const CUT_OFF_REBUILD = "the core was restarted while it ran; ask for it again";

/** Makes up for what a killed core left half done: what was past its build is carried through, everything else ends as failed with that reason. Runs before anybody can ask for anything; one agent that cannot be mended is told and holds nobody up. */
export async function recoverDeploys(parts: DeployParts): Promise<void> {
  for (const approval of parts.approvals.open()) await recoverOrTell(parts, approval);
  const rebuilds = parts.builds.open().filter(({ kind, row }) => kind === "rebuild" && row.state === "running");
  for (const job of rebuilds) await endRebuild(parts, job);
  await settleUntagged(parts);
}

async function recoverOrTell(parts: DeployParts, approval: Approval): Promise<void> {
  await recoverOne(parts, approval).catch((err: unknown) => {
    const { id } = approval;
    parts.agents.log.error({ approval: id, err }, "what was half done could not be ended; the next start tries again");
  });
}

async function recoverOne(parts: DeployParts, approval: Approval): Promise<void> {
  const job = parts.builds.ofApproval(approval.id);
  switch (approval.stage) {
    case "submitting":
      await parts.broker.commit((mail) =>
        moveOn(parts, approval, { stage: "failed", resolvedAt: mail.now, note: CUT_OFF_SUBMIT }, mail),
      );
      return;
    case "building":
      await settleTagsOrLater(parts, approval);
      await mendOrTell(parts, approval.agent, () => undoBuild(parts, approval, job));
      return await endWith(parts, job, await failDeploy(parts, approval, { note: CUT_OFF }));
    case "failing":
      await mendOrTell(parts, approval.agent, () => undoBuild(parts, approval, job));
      return await endWith(parts, job, await failDeploy(parts, approval, { note: approval.note ?? CUT_OFF }));
    case "deploying":
      return await endWith(parts, job, await finishDeploy(parts, approval, undefined));
    default:
      // Waits for the operator, or for its build, which is queued still.
      return;
  }
}

async function endWith({ builds, broker }: DeployParts, job: BuildJob | undefined, ending: BuildEnding): Promise<void> {
  const { state, note, also } = ending;
  await broker.commit((mail) => {
    also?.(mail);
    if (job !== undefined) builds.end(job.id, { state, note, at: mail.now });
  });
}

// One that cannot be mended shows as failed, so that nobody takes it for what is deployed.
async function mendOrTell({ agents }: DeployParts, name: AgentName, mend: () => Promise<void>): Promise<void> {
  const { roster, log } = agents;
  try {
    await mend();
  } catch (err) {
    log.error({ agent: name, err }, "an agent could not be brought back to what is deployed");
    const reason = messageOf(err);
    if (roster.has(name)) roster.keep(name, { failure: `not brought back to what is deployed: ${reason}` });
  }
}

// An agent that this build was just creating is not there yet; any other goes on with what is deployed.
async function undoBuild(parts: DeployParts, approval: Approval, job: BuildJob | undefined): Promise<void> {
  const { roster } = parts.agents;
  const { agent: name, kind } = approval;
  if (!roster.has(name) || kind === "init_config") return;
  const since = job?.row.started_at;
  const isNew = since !== undefined && roster.get(name).record.createdAt >= since;
  if (!isNew || (await isLocked(parts, name))) return await restore(parts, { name, since });
  await parts.agents.runtime.stop(cageName(name), { graceMs: 0 });
  await parts.agents.runtime.destroy(cageName(name));
  roster.retire(name, parts.agents.clock.now());
}

// A lock that cannot be read says nothing about anybody.
async function isLocked({ agents: { meta } }: DeployParts, name: AgentName): Promise<boolean> {
  const { inputs, warning } = await meta.lock();
  return warning !== undefined || inputs.has(name);
}

async function restore(
  { agents }: DeployParts,
  { name, since }: { readonly name: AgentName; readonly since: number | undefined },
): Promise<void> {
  await writeDeployedConfig(agents, name);
  const cage = (await agents.runtime.list()).find((found) => found.cage === cageName(name));
  // One that was started since may run with what was never deployed; it is started anew with the others.
  const mayDiffer = since === undefined || cage?.startedAt === undefined || cage.startedAt >= since;
  if (cage?.running === true && mayDiffer) await agents.runtime.stop(cage.cage, { graceMs: 500 });
}

async function endRebuild(parts: DeployParts, job: BuildJob): Promise<void> {
  const since = job.row.started_at;
  if (parts.agents.roster.has(job.agent))
    await mendOrTell(parts, job.agent, () => restore(parts, { name: job.agent, since }));
  await endWith(parts, job, await failRebuild(parts, job, { state: "failed", note: CUT_OFF_REBUILD }));
}
