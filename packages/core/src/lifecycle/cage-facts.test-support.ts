import { agentConfigSchema, toAgentName, type AgentConfigInput } from "@hyperhive/wire";
import { Secret } from "../config/secret.ts";
import type { CageFacts } from "./cage-spec.ts";

/** What the cage of an agent is made from, in a hive with a made-up key. */
export function cageFactsOf(name: string, agent: AgentConfigInput = {}): CageFacts {
  return {
    name: toAgentName(name),
    agent: agentConfigSchema.parse(agent),
    core: {
      stateDir: "/s",
      runDir: "/r",
      codeRoot: "/code",
      nodePath: "/bin/node24",
      pronouns: "she/her",
      model: { mode: "key", upstream: new URL("http://upstream.example"), key: new Secret("made-up-key") },
    },
  };
}
