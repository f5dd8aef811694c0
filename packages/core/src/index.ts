export type { Agents } from "./agents/agents.ts";
export { readCoreConfig, type ConfigFacts, type CoreConfig, type LogLevel } from "./config.ts";
export type { ModelAccess } from "./config/model-access.ts";
export { Secret } from "./config/secret.ts";
export type { Core, CoreOverrides } from "./core.ts";
export { createCore } from "./daemon.ts";
export { createLog } from "./log.ts";
export { probeBwrapRuntime } from "./runtime/probe-bwrap-runtime.ts";
export { openApiDocument } from "./http/openapi-document.ts";
