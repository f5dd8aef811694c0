import { shaOf, type Approval } from "../approvals/approval.ts";
import { checkForward } from "../approvals/check-forward.ts";
import { tagName } from "../approvals/tag-names.ts";
import type { BuildRun } from "../builds/builder.ts";
import { configAt, writeConfig } from "../lifecycle/deployed-config.ts";
import { spawnAgent } from "../lifecycle/spawn-agent.ts";
import type { Prepared } from "../meta/meta.ts";
import { bringBack } from "./bring-back.ts";
import type { DeployParts } from "./deploy-parts.ts";
import { tryCage } from "./try-cage.ts";

/** Builds an approved proposal and lets its agent run with it; everything that may fail happens here. Resolves with the prepared lock, which the caller finalizes or aborts. Throws the reason, and then the agent is as it was. */
export async function applyCommit(parts: DeployParts, approval: Approval, run: BuildRun): Promise<Prepared> {
  const { agent: name, id } = approval;
  const { repos, meta, roster } = parts.agents;
  const sha = shaOf(approval);
  for (const word of ["approved", "building"] as const) await repos.tag(name, tagName(word, id), sha);
  parts.onStep("building-tagged");
  run.print(`proposal ${id}: ${name} at ${sha.slice(0, 12)}`);
  await checkForward(parts, { agent: name, sha });
  const config = await configAt(parts.agents, name, sha);
  await using undo = new AsyncDisposableStack();
  const prepared = undo.use(await meta.prepare({ set: [{ name, rev: sha }] }));
  parts.onStep("prepared");
  if (roster.has(name)) await reshapeAgent(parts, { approval, config }, run);
  else await createFirst(parts, { approval, config }, run);
  undo.move();
  return prepared;
}

type Change = { readonly approval: Approval; readonly config: Awaited<ReturnType<typeof configAt>> };

async function reshapeAgent(parts: DeployParts, { approval, config }: Change, run: BuildRun): Promise<void> {
  const { agent: name } = approval;
  await tryCage(parts.agents, { name, config }, run);
  parts.onStep("built");
  run.signal.throwIfAborted();
  const { wanted } = parts.agents.roster.get(name).record;
  run.print(wanted === "running" ? `restarting ${name} with it` : `${name} is stopped and takes it at its next start`);
  try {
    await parts.lifecycle.reshape(name, {
      signal: run.signal,
      reason: "restarted with another configuration",
      async write() {
        await writeConfig(parts.agents, name, config);
        parts.onStep("written");
      },
      onLowered: () => parts.onStep("lowered"),
    });
  } catch (thrown) {
    await bringBack(parts, name, run.print);
    throw thrown;
  }
  parts.onStep("raised");
}

async function createFirst(parts: DeployParts, { approval, config }: Change, run: BuildRun): Promise<void> {
  const { agent: name } = approval;
  run.print(`creating ${name}`);
  await spawnAgent(parts.agents, parts.lifecycle, {
    typed: name,
    sha: shaOf(approval),
    async beforeStart() {
      parts.onStep("written");
      await tryCage(parts.agents, { name, config }, run);
      parts.onStep("built");
    },
  });
  parts.onStep("raised");
}
