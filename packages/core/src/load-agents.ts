import type { AgentName } from "@hyperhive/wire";
import { agentPaths } from "./agents/agent-paths.ts";
import { readAgentJson } from "./agents/agent-json.ts";
import { seedLive } from "./agents/harness-door.ts";
import { restingState, type LiveState } from "./agents/live-state.ts";
import type { Hive } from "./wire-hive.ts";

/** Reads the stored agents; what their histories end in is where they are now. */
export async function loadAgents(hive: Hive): Promise<void> {
  for (const record of hive.records.all()) {
    const reading = await readAgentJson(agentPaths(hive.config, record.name).agentJson);
    hive.roster.add({ record, config: reading, running: false, connected: false, live: seed(hive, record.name) });
  }
}

// A history that cannot be read is no reason not to start.
function seed({ histories, clock, log }: Hive, name: AgentName): LiveState {
  try {
    return seedLive(histories, name, clock.now());
  } catch (err) {
    log.warn({ agent: name, err }, "an agent's history cannot be read");
    return restingState(Math.floor(clock.now() / 1000));
  }
}
