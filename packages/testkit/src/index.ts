export { makeHiveFolder, type HiveFolder } from "./hive/hive-folder.ts";
export { findClaude } from "./hive/find-claude.ts";
export { findInCage } from "./hive/find-in-cage.ts";
export { runInCage, type CageRun } from "./hive/run-in-cage.ts";
export { createSkippingClock, type SkippingClock } from "./hive/skipping-clock.ts";
export { spawnCore, type SpawnedCore } from "./hive/spawn-core.ts";
export { startTestHive, type TestHive, type TestHiveOptions } from "./hive/test-hive.ts";
export { waitFor, type Watched } from "./hive/wait-for.ts";
export {
  createScriptedModel,
  loadScenario,
  parseScenario,
  type Scenario,
  type ScriptedModel,
  type ScriptedModelOptions,
} from "./model/index.ts";
