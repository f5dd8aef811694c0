import type { Flavor } from "../flavor.ts";
import { runHarness } from "../run-harness.ts";

/** Runs a harness program on this process and ends it: SIGTERM and SIGINT end it in order, a second one at once. */
export async function startProgram(flavor: Flavor): Promise<void> {
  const stopping = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => (stopping.signal.aborted ? process.exit(1) : stopping.abort(new Error(`got ${signal}`))));
  }
  const code = await runHarness(flavor, {
    words: process.argv.slice(2),
    env: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    signal: stopping.signal,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  process.exit(code);
}
