import type { AgentName } from "@hyperhive/wire";
import { agentPaths } from "./agents/agent-paths.ts";
import { makeAgentFolders } from "./agents/agent-folders.ts";
import { readAgentJson } from "./agents/agent-json.ts";
import type { AgentRecord } from "./agents/agent-records.ts";
import { seedLive } from "./agents/harness-door.ts";
import { restingState, type LiveState } from "./agents/live-state.ts";
import { folderOwners } from "./lifecycle/raise-cage.ts";
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

/** Opens the sockets of every stored agent; one that cannot be opened is told and holds the others up no longer. */
export async function openStoredDoors(hive: Hive): Promise<void> {
  await Promise.all(hive.records.all().map((record) => openDoors(hive, record)));
}

async function openDoors({ config, parts, doors, roster, log }: Hive, record: AgentRecord): Promise<void> {
  try {
    await makeAgentFolders(config, record.name, folderOwners(parts, record.name));
    await doors.open(record);
  } catch (err) {
    log.error({ agent: record.name, err }, "an agent's sockets cannot be opened");
    const reason = err instanceof Error ? err.message : String(err);
    roster.note(record.name, { outlook: `its sockets cannot be opened: ${reason}` });
  }
}

/** Has each agent whose inbox changed shown again, until the returned function is called. */
export function followInboxes({ hub, feed, roster }: Pick<Hive, "hub" | "feed" | "roster">): () => void {
  return hub.subscribe((frame) => {
    const to = recipientOf(frame);
    const name = roster.names().find((agent) => agent === to);
    if (name !== undefined) feed.touch(name);
  });
}

function recipientOf(frame: Parameters<Parameters<Hive["hub"]["subscribe"]>[0]>[0]): string | undefined {
  if (frame.kind === "sent") return frame.message.to;
  return "to" in frame ? frame.to : undefined;
}
