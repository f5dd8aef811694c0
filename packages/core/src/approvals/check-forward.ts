import { HiveError, type AgentName } from "@hyperhive/wire";
import type { ApprovalParts } from "./approval-parts.ts";

/** Resolves to the commit that is deployed if the given one builds on it: any other would take back what was deployed since. Throws `out_of_date`. */
export async function checkForward(
  { agents: { repos } }: Pick<ApprovalParts, "agents">,
  { agent, sha }: { readonly agent: AgentName; readonly sha: string },
): Promise<string> {
  const main = await repos.main(agent);
  if (await repos.isAncestor(agent, main, sha)) return main;
  throw new HiveError(
    "out_of_date",
    `the proposal does not build on what is deployed, ${main.slice(0, 12)}; rebase it onto \`main\` of /applied/${agent} and submit the new commit`,
  );
}
