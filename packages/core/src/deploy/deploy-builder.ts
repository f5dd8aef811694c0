import type { Approval } from "../approvals/approval.ts";
import type { Builder, BuildEnding, BuildRun } from "../builds/build-queue.ts";
import type { BuildJob } from "../builds/build-store.ts";
import { spawnAgent } from "../lifecycle/spawn-agent.ts";
import type { Clock } from "../clock.ts";
import type { Prepared } from "../meta/meta.ts";
import { refusalOf } from "../refusal.ts";
import { applyCommit } from "./apply-commit.ts";
import type { DeployParts } from "./deploy-parts.ts";
import { failDeploy } from "./fail-deploy.ts";
import { finishDeploy } from "./finish-deploy.ts";
import { moveOnAlone } from "./move-on.ts";
import { failRebuild, rebuild } from "./rebuild.ts";

/** Pause before a deploy that could not be completed is tried again. */
const RETRY_MS = 10_000;

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
      if (approval === undefined) return failRebuild(parts, job, { state: "cancelled", note });
      return await failDeploy(parts, approval, { note, state: "cancelled" });
    },
  };
}

type Work = { readonly job: BuildJob; readonly run: BuildRun; readonly closing: AbortSignal };

async function carryOut(parts: DeployParts, { job, run, closing }: Work): Promise<BuildEnding> {
  const approved = approvalOf(parts, job);
  if (approved === undefined) throw new Error(`build ${job.id} belongs to no approval`);
  // Called off, but that could not be completed.
  if (approved.stage === "failing" && approved.note !== undefined)
    return await failDeploy(parts, approved, { note: approved.note, state: "cancelled" });
  const approval = await moveOnAlone(parts, approved, { stage: "building" });
  parts.onStep("building");
  let prepared: Prepared | undefined;
  try {
    prepared = await build(parts, approval, run);
  } catch (thrown) {
    if (closing.aborted) throw thrown;
    return await fail(parts, { approval, run, thrown });
  }
  return await carryThrough(parts, { approval, prepared, run, closing });
}

type Built = Omit<Work, "job"> & { readonly approval: Approval; readonly prepared: Prepared | undefined };

// The agent runs with it already, so what is left (a full disk stands in the way, say) is tried until it goes, also by the next core.
async function carryThrough(parts: DeployParts, { approval, prepared, run, closing }: Built): Promise<BuildEnding> {
  const { clock, log } = parts.agents;
  for (let lock = prepared; ; lock = undefined) {
    try {
      await using _lock = lock;
      const deploying = await moveOnAlone(parts, approval, { stage: "deploying" });
      parts.onStep("deploying");
      return await finishDeploy(parts, deploying, lock);
    } catch (thrown) {
      if (closing.aborted) throw thrown;
      log.error({ approval: approval.id, err: thrown }, "a deploy could not be completed; it is tried again");
      run.print(`could not be completed yet: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    }
    await pause(clock, closing);
    closing.throwIfAborted();
  }
}

async function build(parts: DeployParts, approval: Approval, run: BuildRun): Promise<Prepared | undefined> {
  switch (approval.kind) {
    case "apply_commit":
      return await applyCommit(parts, approval, run);
    case "spawn":
      run.print(`creating ${approval.agent}`);
      await spawnAgent(parts.agents, parts.lifecycle, { typed: approval.agent });
      return undefined;
    case "init_config":
      run.print(`making the configuration repo of ${approval.agent}`);
      return undefined;
  }
}

async function fail(
  parts: DeployParts,
  { approval, run, thrown }: { approval: Approval; run: BuildRun; thrown: unknown },
): Promise<BuildEnding> {
  const refusal = refusalOf(thrown);
  if (refusal === undefined)
    parts.agents.log.error({ approval: approval.id, err: thrown }, "a build failed inside the core");
  const note = refusal?.message ?? "something went wrong inside the core; its log has the cause";
  run.print(`failed: ${note}`);
  parts.onStep("aborted");
  return await failDeploy(parts, approval, { note, state: run.signal.aborted ? "cancelled" : "failed" });
}

function approvalOf(parts: DeployParts, job: BuildJob): Approval | undefined {
  return job.approvalId === undefined ? undefined : parts.approvals.find(job.approvalId);
}

async function pause(clock: Clock, closing: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  using _timer = clock.setTimer(resolve, RETRY_MS);
  const wake = () => resolve();
  closing.addEventListener("abort", wake);
  if (!closing.aborted) await promise;
  closing.removeEventListener("abort", wake);
}
