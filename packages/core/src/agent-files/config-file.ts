import { HiveError, type AgentConfigFile, type AgentName } from "@hyperhive/wire";
import { AGENT_YAML } from "../agent-config/config-problem.ts";
import { agentPaths, type HiveRoots } from "../agents/agent-paths.ts";
import type { ConfigRepos } from "../config-repo/config-repos.ts";
import { unlessRemoved } from "../git/unless-removed.ts";
import { readHeldFile } from "../held-file.ts";
import { HeldFolder } from "../held-folder.ts";

const EFFECTIVE = "agent.json";
const MAX_BYTES = 1024 * 1024;

/** The configuration of an agent as it was written, at the commit that is deployed; when nothing was deployed yet, what it runs with. Throws `not_found` when there is neither. */
export async function readConfigFile(
  { repos, roots }: { readonly repos: Pick<ConfigRepos, "isSeeded" | "main" | "files">; readonly roots: HiveRoots },
  name: AgentName,
): Promise<AgentConfigFile> {
  if (!(await repos.isSeeded(name))) return { file: EFFECTIVE, text: effective(roots, name) };
  return await unlessRemoved({ gitDir: agentPaths(roots, name).applied }, () => deployed(repos, name));
}

async function deployed(repos: Pick<ConfigRepos, "main" | "files">, name: AgentName): Promise<AgentConfigFile> {
  const sha = await repos.main(name);
  const text = (await repos.files(name, sha)).get(AGENT_YAML);
  if (text !== undefined) return { file: AGENT_YAML, sha, text };
  throw new HiveError("not_found", `the commit ${sha.slice(0, 12)} of ${name} holds no ${AGENT_YAML}`);
}

function effective(roots: HiveRoots, name: AgentName): string {
  try {
    using folder = HeldFolder.open(agentPaths(roots, name).root);
    const reading = readHeldFile(folder, EFFECTIVE, { maxBytes: MAX_BYTES });
    if (reading.kind === "file") return reading.bytes.toString();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  throw new HiveError("not_found", `nothing of ${name} was deployed yet, and it has no ${EFFECTIVE} that can be shown`);
}
