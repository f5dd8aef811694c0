import { HiveError } from "@hyperhive/wire";
import type { Approval } from "../approvals/approval.ts";
import { moveOnAlone } from "../approvals/move-on.ts";
import type { BuildJob } from "../builds/build-store.ts";
import type { Builder, BuildEnding, BuildRun } from "../builds/builder.ts";
import { seedAgent } from "../lifecycle/seed-agent.ts";
import { spawnAgent } from "../lifecycle/spawn-agent.ts";
import type { Prepared } from "../meta/meta.ts";
import { reasonOf } from "../refusal.ts";
import { applyCommit } from "./apply-commit.ts";
import { buildFailure } from "./build-failure.ts";
import type { DeployParts } from "./deploy-parts.ts";
import { failDeploy } from "./fail-deploy.ts";
import { finishDeploy } from "./finish-deploy.ts";
import { failRebuild, rebuild } from "./rebuild.ts";
import { tryUntilDone, type Trying } from "./try-until-done.ts";

/** About five minutes, with the pauses between. */
const FINISHING_TRIES = 30;

/** What a build may still be asked while it runs. */
export type BuilderOptions = {
  /** Aborts when the core stops: then nothing more is done, and the next core makes up for it. */
  readonly closing: AbortSignal;
};

/** Makes the builder of a hive: it carries out what was approved, step by step, each one on disk before the next. */
export function createDeployBuilder(parts: DeployParts, { closing }: BuilderOptions): Builder {
  return {
    async carryOut(job, run) {
      if (job.approvalId === undefined) return await rebuild(parts, { job, run, closing });
      return await carryOut(parts, { job, run, closing });
    },
    async callOff(job, note) {
      const approval = approvalOf(parts, job);
      if (approval === undefined) return await failRebuild(parts, job, { state: "cancelled", note });
      return await failDeploy(parts, approval, { note, state: "cancelled" });
    },
  };
}

type Work = { readonly job: BuildJob; readonly run: BuildRun; readonly closing: AbortSignal };

async function carryOut(parts: DeployParts, { job, run, closing }: Work): Promise<BuildEnding> {
  const approved = approvalOf(parts, job);
  if (approved === undefined) throw new Error(`build ${job.id} belongs to no approval`);
  const trying = { approval: approved, run, closing };
  // Called off, but that could not be completed.
  const { stage, note } = approved;
  if (stage === "failing" && note !== undefined)
    return await tryUntilDone(parts, trying, () => failDeploy(parts, approved, { note, state: "cancelled" }));
  const approval = await tryUntilDone(parts, trying, () => moveOnAlone(parts, approved, { stage: "building" }));
  parts.onStep("building");
  let prepared: Prepared | undefined;
  try {
    prepared = await build(parts, approval, run);
  } catch (thrown) {
    if (closing.aborted) throw thrown;
    return await fail(parts, { ...trying, thrown });
  }
  return await carryThrough(parts, trying, prepared);
}

// The agent runs with it already, so what is left is tried for a while and then left to the next core: a repo that is broken must not hold up everybody's builds.
async function carryThrough(parts: DeployParts, trying: Trying, prepared: Prepared | undefined): Promise<BuildEnding> {
  let lock = prepared;
  try {
    return await tryUntilDone(parts, { ...trying, tries: FINISHING_TRIES }, async () => {
      await using held = lock;
      lock = undefined;
      const deploying = await moveOnAlone(parts, trying.approval, { stage: "deploying" });
      parts.onStep("deploying");
      return await finishDeploy(parts, deploying, held);
    });
  } catch (thrown) {
    if (trying.closing.aborted) throw thrown;
    return {
      state: "failed",
      note: `it runs, but could not be recorded; the next start of the core does that: ${reasonOf(thrown)}`,
    };
  }
}

async function build(parts: DeployParts, approval: Approval, run: BuildRun): Promise<Prepared | undefined> {
  switch (approval.kind) {
    case "apply_commit":
      return await applyCommit(parts, approval, run);
    case "spawn":
      run.print(`creating ${approval.agent}`);
      await checkKept(parts, approval);
      await spawnAgent(parts.agents, parts.lifecycle, { typed: approval.agent });
      return undefined;
    case "init_config":
      run.print(`making the configuration repo of ${approval.agent}`);
      await seedWhole(parts, approval);
      return undefined;
  }
}

// An applied repo alone would stand for a configuration that nobody can edit.
async function seedWhole({ agents }: DeployParts, { agent }: Approval): Promise<void> {
  const wasSeeded = await agents.repos.isSeeded(agent);
  try {
    await seedAgent(agents, agent);
  } catch (thrown) {
    if (!wasSeeded) await agents.repos.remove(agent);
    throw thrown;
  }
}

// What an earlier agent of that name left behind is part of what was approved.
async function checkKept({ agents: { repos } }: DeployParts, { agent, sha }: Approval): Promise<void> {
  const kept = (await repos.isSeeded(agent)) ? await repos.main(agent) : undefined;
  if (kept === sha) return;
  throw new HiveError(
    "out_of_date",
    `what ${agent} would come back with is another than when it was asked for; ask for it again`,
  );
}

async function fail(parts: DeployParts, { thrown, ...trying }: Trying & { thrown: unknown }): Promise<BuildEnding> {
  const { approval, run } = trying;
  const failure = buildFailure(thrown, run, parts.agents.log);
  parts.onStep("aborted");
  return await tryUntilDone(parts, trying, () => failDeploy(parts, approval, failure));
}

function approvalOf(parts: DeployParts, job: BuildJob): Approval | undefined {
  return job.approvalId === undefined ? undefined : parts.approvals.find(job.approvalId);
}
