import { existsSync } from "node:fs";
import type { AgentName } from "@hyperhive/wire";
import { agentPaths } from "./agents/agent-paths.ts";
import { readAgentJson } from "./agents/agent-json.ts";
import type { AgentRecord } from "./agents/agent-records.ts";
import { seedLive } from "./agents/harness-door.ts";
import { restingState, type LiveState } from "./agents/live-state.ts";
import type { Hive } from "./wire-hive.ts";

/** Reads the stored agents; what their histories end in is where they are now. One that a killed core had only begun to create is forgotten, so that it can be created anew. */
export async function loadAgents(hive: Hive): Promise<void> {
  for (const record of hive.records.all()) {
    if (isHalfMade(hive, record)) {
      hive.log.warn({ agent: record.name }, "an agent was never made to its end; create it again");
      hive.records.remove(record.name);
      continue;
    }
    const reading = await readAgentJson(agentPaths(hive.config, record.name).agentJson);
    hive.roster.add({ record, config: reading, running: false, connected: false, live: seed(hive, record.name) });
  }
}

// Its configuration comes before its first start, and the log with that: an agent that has lost only its configuration keeps its place.
function isHalfMade({ config }: Pick<Hive, "config">, { name }: AgentRecord): boolean {
  const { agentJson, log } = agentPaths(config, name);
  return !existsSync(agentJson) && !existsSync(log);
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
