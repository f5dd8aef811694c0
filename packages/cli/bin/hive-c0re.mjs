#!/usr/bin/env node
const oldestNode = 24;

if (Number.parseInt(process.versions.node, 10) >= oldestNode) await import("../src/main.ts");
else await runOnPackagedNode();

/** Runs this file again on the Node that npm installed beside hyperhive, and ends as that run ends. */
async function runOnPackagedNode() {
  const { spawn } = await import("node:child_process");
  const { EventEmitter } = await import("node:events");
  const { constants } = await import("node:os");
  const { fileURLToPath } = await import("node:url");
  const node = await packagedNode();
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  process.on("SIGTERM", (signal) => child.kill(signal));
  process.on("SIGHUP", (signal) => child.kill(signal));
  // The terminal sends ctrl-C to the child as well.
  process.on("SIGINT", () => undefined);
  const [code, signal] = await EventEmitter.once(child, "exit");
  process.exit(code ?? 128 + constants.signals[/** @type {NodeJS.Signals} */ (signal)]);
}

async function packagedNode() {
  const { createRequire } = await import("node:module");
  try {
    return createRequire(import.meta.url).resolve(`node-linux-${process.arch}/bin/node`);
  } catch {
    process.stderr.write(
      `hive-c0re: expected Node ${oldestNode} or newer, this is ${process.version} and npm installed none beside it.\n` +
        `  Mend: run \`npm ci --include=optional\` in the checkout, or put a newer Node first on PATH.\n`,
    );
    process.exit(1);
  }
}
