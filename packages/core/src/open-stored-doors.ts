import { messageOf } from "@hyperhive/wire";
import { makeAgentFolders } from "./agents/agent-folders.ts";
import type { AgentRecord } from "./agents/agent-records.ts";
import { folderOwners } from "./lifecycle/host-accounts.ts";
import type { Hive } from "./wire-hive.ts";

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
    const reason = messageOf(err);
    roster.note(record.name, { outlook: `its sockets cannot be opened: ${reason}` });
  }
}
