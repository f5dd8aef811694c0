export { createScriptedModel, type ScriptedModel, type ScriptedModelOptions } from "./scripted-model.ts";
export { loadScenario, parseScenario } from "./load-scenario.ts";
export type { Scenario } from "./scenario.ts";
