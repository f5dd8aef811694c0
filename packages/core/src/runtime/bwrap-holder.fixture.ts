import { createBwrapRuntime } from "./bwrap-runtime.ts";
import type { CageSpec } from "./runtime.ts";

// Stands for a core that is killed: starts one cage and stays until then.
const [runDir = "", spec = ""] = process.argv.slice(2);
const runtime = createBwrapRuntime({ runDir, log: console });
await runtime.start(JSON.parse(spec) as CageSpec);
console.log("started");
setInterval(() => {}, 60_000);
