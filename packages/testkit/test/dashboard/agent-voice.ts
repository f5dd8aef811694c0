import { createAgentClient, type AgentClient } from "@hyperhive/client";
import { join } from "node:path";
import type { TestHive } from "@hyperhive/testkit";

/** Speaks on an agent's own socket, as what runs in its cage does. Close it when done. */
export function voiceOf({ folder }: TestHive, name: string): AgentClient & Disposable {
  const place = name === "manager" ? ["manager"] : ["agents", name];
  const client = createAgentClient({ socketPath: join(folder.runDir, ...place, "mcp.sock") });
  return Object.assign(client, { [Symbol.dispose]: () => client.close() });
}

/** Commits a new agent.yaml in the manager's cage and submits it; resolves with the approval's id. */
export async function propose(
  hive: TestHive,
  { agent, yaml, description }: { readonly agent: string; readonly yaml: string; readonly description: string },
): Promise<{ readonly id: number; readonly sha: string }> {
  const script = [
    'cd "/agents/$1/config"',
    'git fetch --quiet "/applied/$1" main && git switch --quiet -C edit FETCH_HEAD',
    'printf "%s" "$2" > agent.yaml && git add agent.yaml && git commit -qm "$3"',
    "git rev-parse HEAD",
  ].join(" && ");
  const { exitCode, output } = await hive.run("manager", ["sh", "-c", script, "sh", agent, yaml, description]);
  if (exitCode !== 0) throw new Error(`the proposal could not be committed: ${output}`);
  using manager = voiceOf(hive, "manager");
  const commit_ref = output.trim().split("\n").at(-1) ?? "";
  const { approval_id: id, sha } = await manager.call("request_apply_commit", { agent, commit_ref, description });
  return { id, sha };
}
