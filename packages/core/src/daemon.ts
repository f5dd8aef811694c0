import type { CoreConfig } from "./config.ts";
import type { Core, CoreOverrides } from "./core.ts";

/** Builds a core. Throws `core_running` when another one holds the state directory. */
export async function createCore(config: CoreConfig, overrides: CoreOverrides = {}): Promise<Core> {
  throw new Error(`not yet: ${config.stateDir} ${Object.keys(overrides).join()}`);
}
