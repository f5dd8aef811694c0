import { rm } from "node:fs/promises";
import { HiveError, type AgentConfig, type AgentName } from "@hyperhive/wire";
import { writeAgentJson } from "../agents/agent-json.ts";
import { agentPaths } from "../agents/agent-paths.ts";
import { checkProposedFolder } from "../agents/proposed-folder.ts";
import type { BuildRun } from "../builds/builder.ts";
import { cageSpec } from "../lifecycle/cage-spec.ts";
import { checkMountSources } from "../lifecycle/check-mount-sources.ts";
import { cageAccount, folderOwners } from "../lifecycle/host-accounts.ts";
import type { LifecycleParts } from "../lifecycle/lifecycle-parts.ts";
import { trialSpec } from "../lifecycle/trial-spec.ts";
import { RuntimeError } from "../runtime/runtime-error.ts";

/** What an agent is to run with. */
export type Candidate = { readonly name: AgentName; readonly config: AgentConfig };

const TOLD_LINES = 20;
const PROBLEM = "problem: ";

/** Builds an agent's configuration: tries it in a throwaway cage, so that one which cannot run here never reaches the agent. Throws the reason, with what the trial found. */
export async function tryCage(parts: LifecycleParts, { name, config }: Candidate, run: BuildRun): Promise<void> {
  const agentJson = `${agentPaths(parts.config, name).agentJson}.trial`;
  const printed: string[] = [];
  const onLine = (line: string) => {
    run.print(line);
    printed.push(line);
  };
  // What the agent's own cage may not show, a trial may not either: the configuration can make it run anything.
  checkProposedFolder(parts.config, name);
  await checkMountSources(config.mounts, parts.config);
  await writeAgentJson(agentJson, config, folderOwners(parts, name).agent);
  try {
    const spec = cageSpec({ name, agent: config, core: parts.config, agentJson, ...cageAccount(parts, name) });
    await parts.runtime.build(trialSpec(spec, name), { onLine, signal: run.signal });
  } catch (thrown) {
    throw withFindings(thrown, printed);
  } finally {
    await rm(agentJson, { force: true });
  }
}

// Whoever made the proposal cannot see the output, so the reason has to hold it.
function withFindings(thrown: unknown, printed: readonly string[]): unknown {
  if (!(thrown instanceof RuntimeError && thrown.code === "build_failed") || printed.length === 0) return thrown;
  const problems = printed.filter((line) => line.startsWith(PROBLEM)).map((line) => line.slice(PROBLEM.length));
  const told = problems.length > 0 ? problems : [thrown.message, ...printed.slice(-TOLD_LINES)];
  return new HiveError(thrown.code, told.slice(0, TOLD_LINES).join("\n"), { cause: thrown });
}
