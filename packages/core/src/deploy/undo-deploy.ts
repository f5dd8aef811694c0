import type { Approval } from "../approvals/approval.ts";
import type { DeployParts } from "./deploy-parts.ts";
import { writeDeployedConfig } from "../lifecycle/deployed-config.ts";

/** Brings an agent back to what is deployed after a proposal failed on it. Never rejects: what cannot be mended now is told, and the next start tries again. */
export async function undoDeploy(
  parts: DeployParts,
  { agent: name, kind }: Pick<Approval, "agent" | "kind">,
  print: (line: string) => void,
): Promise<void> {
  const { roster, repos, log } = parts.agents;
  // A first one has undone itself.
  if (kind !== "apply_commit" || !roster.has(name)) return;
  try {
    const main = await repos.main(name);
    print(`bringing ${name} back to ${main.slice(0, 12)}`);
    await parts.lifecycle.reshape(name, {
      signal: new AbortController().signal,
      write: () => writeDeployedConfig(parts.agents, name),
    });
  } catch (err) {
    log.error({ agent: name, err }, "an agent could not be brought back to what is deployed");
    print(`it could not be brought back: ${err instanceof Error ? err.message : String(err)}`);
  }
}
