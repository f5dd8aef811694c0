import type { HelperEvent } from "@hyperhive/wire";
import { shaOf, type Approval } from "../approvals/approval.ts";
import { supersededBy } from "../approvals/approval-view.ts";
import { judgeAnew } from "../approvals/judge-anew.ts";
import { moveOn } from "../approvals/move-on.ts";
import { settleUntagged } from "../approvals/settle-tags.ts";
import { SEED_TAG, tagName } from "../approvals/tag-names.ts";
import { tellEnd, tellManager } from "../approvals/tell-manager.ts";
import type { Mail } from "../broker/mail.ts";
import type { BuildEnding } from "../builds/builder.ts";
import { deployedTag } from "../lifecycle/deployed-revision.ts";
import { noteDeployed } from "../lifecycle/note-deployed.ts";
import { recordSpawn } from "../lifecycle/record-spawn.ts";
import { seedAgent } from "../lifecycle/seed-agent.ts";
import type { Prepared } from "../meta/meta.ts";
import type { DeployParts } from "./deploy-parts.ts";
import { failDeploy } from "./fail-deploy.ts";

// The seed's tag, or its own: both are there by then.
const DEPLOYED = { stage: "deployed", tagged: true } as const;

/** Completes what has gone well: lock, `main`, tag, and at last the row, which ends in the transaction of the build. Repeating it changes nothing, so a killed core's successor does the same. */
export async function finishDeploy(
  parts: DeployParts,
  approval: Approval,
  prepared: Prepared | undefined,
): Promise<BuildEnding> {
  const { agent, kind } = approval;
  // Nothing is left to complete, and trying on would hold up everybody's builds.
  if (kind !== "init_config" && !parts.agents.roster.has(agent))
    return await failDeploy(parts, approval, { note: `${agent} was destroyed before it was deployed` });
  switch (kind) {
    case "apply_commit":
      await deployCommit(parts, approval, prepared);
      await noteDeployed(parts.agents);
      return {
        state: "done",
        also: (mail) => endDeployed(parts, approval, mail),
        afterwards: () => settleUntagged(parts),
      };
    case "spawn": {
      const sha = await recordSpawn(parts.agents, agent, approval.id);
      const tag = await deployedTag(parts.agents, agent, sha);
      return { state: "done", also: (mail) => endSpawned(parts, approval, { sha, tag }, mail) };
    }
    case "init_config": {
      const sha = await seedAgent(parts.agents, agent);
      return { state: "done", also: (mail) => endReady(parts, approval, mail, sha) };
    }
  }
}

async function deployCommit(parts: DeployParts, approval: Approval, prepared: Prepared | undefined): Promise<void> {
  const { repos, meta } = parts.agents;
  const { id, agent: name } = approval;
  const sha = shaOf(approval);
  const message = `deploy ${name} ${sha.slice(0, 12)} (approval ${id})`;
  if (prepared === undefined) await meta.record({ set: [{ name, rev: sha }] }, message);
  else await prepared.finalize(message);
  parts.onStep("finalized");
  await repos.fastForward(name, sha);
  parts.onStep("forwarded");
  await repos.tag(name, tagName("deployed", id), sha);
  parts.onStep("deployed-tagged");
  const newer = parts.approvals.pending(name).filter((other) => other.kind === "apply_commit" && other.id > id);
  await judgeAnew(parts, newer);
}

function endDeployed(parts: DeployParts, approval: Approval, mail: Mail): void {
  tellEnd(parts, moveOn(parts, approval, DEPLOYED, mail), mail);
  const closed = supersededBy(approval, parts.approvals.pending(approval.agent));
  for (const id of closed) closeSuperseded(parts, { id, by: approval.id }, mail);
  mail.afterwards(() => parts.onStep("deployed"));
}

function closeSuperseded(parts: DeployParts, { id, by }: { id: number; by: number }, mail: Mail): void {
  const note = `superseded by #${by}, which is deployed`;
  tellEnd(parts, moveOn(parts, { id }, { stage: "denied", resolvedAt: mail.now, note }, mail), mail);
}

function endSpawned(
  parts: DeployParts,
  approval: Approval,
  { sha, tag }: { readonly sha: string; readonly tag: string | undefined },
  mail: Mail,
): void {
  tellEnd(parts, { ...moveOn(parts, approval, { ...DEPLOYED, sha }, mail), tag }, mail);
  mail.afterwards(() => parts.onStep("deployed"));
}

function endReady(parts: DeployParts, approval: Approval, mail: Mail, sha: string): void {
  moveOn(parts, approval, { ...DEPLOYED, sha }, mail);
  const event: HelperEvent = {
    event: "config_ready",
    id: approval.id,
    agent: approval.agent,
    path: `/agents/${approval.agent}/config`,
    sha,
    tag: SEED_TAG,
    note: "edit agent.yaml there, commit, and call request_apply_commit; the first approved commit creates the agent",
  };
  tellManager(parts, event, mail);
  mail.afterwards(() => parts.onStep("deployed"));
}
