import { runInForeground } from "../run-in-foreground.mjs";

process.exitCode = await runInForeground(process.execPath, process.argv.slice(2));
