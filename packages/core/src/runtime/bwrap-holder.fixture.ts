import { createBwrapRuntime } from "./bwrap-runtime.ts";
import type { CageSpec } from "./runtime.ts";

// Stands for a core that is killed: starts one cage, or builds in it and shows the lines, and stays until then.
const [runDir = "", text = "", verb = "start"] = process.argv.slice(2);
const say = (line: string) => void process.stdout.write(`${line}\n`);
const runtime = createBwrapRuntime({ runDir, log: { warn: (_facts, message) => void process.stderr.write(message) } });
const spec = JSON.parse(text) as CageSpec;
if (verb === "build") await runtime.build(spec, { onLine: say, signal: new AbortController().signal });
else await runtime.start(spec);
say("started");
setInterval(() => {}, 60_000);
