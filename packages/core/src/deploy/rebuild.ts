import type { HelperEvent } from "@hyperhive/wire";
import { checkPort } from "../agents/roster.ts";
import { tellManager } from "../approvals/tell-manager.ts";
import type { BuildJob } from "../builds/build-store.ts";
import type { BuildEnding, BuildRun } from "../builds/builder.ts";
import { configAt, writeConfig } from "../lifecycle/deployed-config.ts";
import { deployedRevision, type DeployedRevision } from "../lifecycle/deployed-revision.ts";
import { seedAgent } from "../lifecycle/seed-agent.ts";
import { noteDeployed } from "../lifecycle/note-deployed.ts";
import { buildFailure, type BuildFailure } from "./build-failure.ts";
import type { DeployParts } from "./deploy-parts.ts";
import { tryCage } from "./try-cage.ts";

/** A rebuild under way. */
export type Rebuild = {
  readonly job: BuildJob;
  readonly run: BuildRun;
  /** Aborts when the core stops: then the next one tells how the rebuild ended. */
  readonly closing: AbortSignal;
};

/** Brings an agent to what is deployed once more: repos, sockets, `agent.json`, lock and cage. The agent goes on as it was when that fails. */
export async function rebuild(parts: DeployParts, { job, run, closing }: Rebuild): Promise<BuildEnding> {
  try {
    await carryOut(parts, job, run);
    const outcome = { ok: true, ...(await deployedRevision(parts.agents, job.agent)) };
    return { state: "done", also: (mail) => tellManager(parts, rebuilt(job, outcome), mail) };
  } catch (thrown) {
    if (closing.aborted) throw thrown;
    return await failRebuild(parts, job, buildFailure(thrown, run, parts.agents.log));
  }
}

/** How a rebuild ends that came to nothing: the manager is told why, and what the agent stays on. */
export async function failRebuild(
  parts: Pick<DeployParts, "agents">,
  job: BuildJob,
  { state, note }: BuildFailure,
): Promise<BuildEnding> {
  const outcome = { ok: false, ...(await deployedRevision(parts.agents, job.agent)), note };
  return { state, note, also: (mail) => tellManager(parts, rebuilt(job, outcome), mail) };
}

async function carryOut(parts: DeployParts, { agent: name }: BuildJob, run: BuildRun): Promise<void> {
  const { meta, roster, doors } = parts.agents;
  const { record } = roster.get(name);
  const others = roster.names().filter((other) => other !== name);
  const { signal } = run;
  await parts.lifecycle.preflight(name, "rebuilding", { check: () => checkPort(name, others), signal });
  // Makes up for a proposed repo that is gone.
  const sha = await seedAgent(parts.agents, name);
  run.print(`rebuilding ${name} at ${sha.slice(0, 12)}`);
  const config = await configAt(parts.agents, name, sha);
  await tryCage(parts.agents, { name, config }, run);
  run.signal.throwIfAborted();
  await parts.lifecycle.reshape(name, {
    signal: run.signal,
    reason: "rebuilt",
    async write() {
      await writeConfig(parts.agents, name, config);
      await doors.close(name);
      await doors.open(record);
    },
  });
  await meta.record({ set: [{ name, rev: sha }] }, `rebuild ${name} ${sha.slice(0, 12)}`);
  await noteDeployed(parts.agents);
}

function rebuilt(
  { id, agent }: BuildJob,
  outcome: DeployedRevision & { readonly ok: boolean; readonly note?: string },
): HelperEvent {
  return { event: "rebuilt", agent, build_id: id, ...outcome };
}
