import { enableCompileCache } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Cli } from "./cli.ts";

// Below the user's own cache: in the shared temp dir somebody else could have put code there.
const cacheRoot = process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache");
enableCompileCache(join(cacheRoot, "hyperhive", "compile"));

const cli: Cli = {
  env: process.env,
  uid: process.getuid?.() ?? -1,
  home: homedir(),
  nodePath: process.execPath,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  now: Date.now,
  onSignal(signal, listener) {
    process.on(signal, listener);
    return () => process.off(signal, listener);
  },
  exit: (code) => process.exit(code),
};

// A reader that has seen enough, as in `hive-c0re logs coder | head`, is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

// Only now, so that the cache above is used for everything else.
const { run } = await import("./run.ts");
process.exitCode = await run(cli, process.argv.slice(2));
