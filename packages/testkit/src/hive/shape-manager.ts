import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AgentConfigInput } from "@hyperhive/wire";
import type { HiveFolder } from "./hive-folder.ts";

/** Gives the manager of a hive that was not started yet an `agent.json`, which the core takes as it is. */
export function shapeManager({ stateDir }: HiveFolder, config: AgentConfigInput): void {
  const root = join(stateDir, "agents", "manager");
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, "agent.json"), JSON.stringify(config));
}
