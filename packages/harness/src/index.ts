export { DEFAULT_SOCKET, DEFAULT_WEB_PORT } from "@hyperhive/wire";
export { allowedTools } from "./claude/allowed-tools.ts";
export type { Flavor } from "./flavor.ts";
export { readSettings, type HarnessSettings } from "./harness-settings.ts";
export { serve, type ServeOptions } from "./serve/serve.ts";
export { hiveTools } from "./tools/hive-tools.ts";
