import type { AgentConfig, AgentName, Risk } from "@hyperhive/wire";
import { assessRisk } from "../agent-config/risk/assess-risk.ts";
import { configAt } from "../lifecycle/deployed-config.ts";
import { refusalOf } from "../refusal.ts";
import type { ApprovalParts } from "./approval-parts.ts";
import { checkForward } from "./check-forward.ts";

/** Judges how much power a commit adds to what an agent runs with; when it is not in the hive, or that cannot be read, to what a new agent has. Throws `out_of_date`, `invalid_config`, `unsafe_repo`. */
export async function judgeProposal(
  { agents }: Pick<ApprovalParts, "agents">,
  { agent, sha }: { readonly agent: AgentName; readonly sha: string },
): Promise<{ readonly risk: Risk; readonly main: string }> {
  const main = await checkForward({ agents }, { agent, sha });
  const after = await configAt(agents, agent, sha);
  const before = agents.roster.has(agent) ? await readableConfig(agents, agent, main) : undefined;
  return { main, risk: assessRisk(before, after, await changedFiles(agents.repos, { agent, main, sha })) };
}

async function readableConfig(
  agents: ApprovalParts["agents"],
  agent: AgentName,
  sha: string,
): Promise<AgentConfig | undefined> {
  try {
    return await configAt(agents, agent, sha);
  } catch (thrown) {
    if (refusalOf(thrown) === undefined) throw thrown;
    return undefined;
  }
}

async function changedFiles(
  repos: ApprovalParts["agents"]["repos"],
  { agent, main, sha }: { readonly agent: AgentName; readonly main: string; readonly sha: string },
): Promise<string[]> {
  const [before, after] = [await repos.files(agent, main), await repos.files(agent, sha)];
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name)).toSorted();
}
