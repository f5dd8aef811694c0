export { readSettings, type HarnessSettings } from "./harness-settings.ts";
export { serve, type ServeOptions } from "./serve/serve.ts";
