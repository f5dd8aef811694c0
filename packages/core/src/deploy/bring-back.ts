import { messageOf, type AgentName } from "@hyperhive/wire";
import { writeDeployedConfig } from "../lifecycle/deployed-config.ts";
import type { DeployParts } from "./deploy-parts.ts";

/** Has an agent run with what is deployed again, after it could not run with something else. Never rejects: what cannot be mended now is told, and the next core tries again. */
export async function bringBack(
  { agents, lifecycle }: Pick<DeployParts, "agents" | "lifecycle">,
  name: AgentName,
  print: (line: string) => void,
): Promise<void> {
  try {
    print(`bringing ${name} back to what is deployed`);
    await lifecycle.reshape(name, {
      signal: new AbortController().signal,
      reason: "restarted with the configuration that you had",
      write: () => writeDeployedConfig(agents, name),
    });
  } catch (err) {
    agents.log.error({ agent: name, err }, "an agent could not be brought back to what is deployed");
    print(`it could not be brought back: ${messageOf(err)}`);
  }
}
