import { createBwrapRuntime } from "./bwrap-runtime.ts";
import type { CageSpec } from "./runtime.ts";

// Stands for a core that is killed: starts one cage and stays until then.
const [runDir = "", spec = ""] = process.argv.slice(2);
const runtime = createBwrapRuntime({
  runDir,
  log: { warn: (_facts, message) => void process.stderr.write(`${message}\n`) },
});
await runtime.start(JSON.parse(spec) as CageSpec);
process.stdout.write("started\n");
setInterval(() => {}, 60_000);
