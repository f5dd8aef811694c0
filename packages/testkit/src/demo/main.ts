import { join } from "node:path";
import { startTestHive } from "../hive/test-hive.ts";

// 0 lets the kernel choose.
const port = process.env["HYPERHIVE_PORT"] === undefined ? 7000 : Number(process.env["HYPERHIVE_PORT"]);

/** Settles when the operator ends the demo. */
function untilEnded(): Promise<void> {
  return new Promise((end) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => end());
  });
}

const ended = untilEnded();
process.stdout.write("starting a demo hive: the manager, alice and bob, on a scripted model…\n");
await using hive = await startTestHive({
  scenario: join(import.meta.dirname, "scenario.json"),
  agents: { alice: { network: "none" }, bob: { network: "none" } },
  demo: true,
  port,
});
process.stdout.write(`
  this is a demo: a scripted model answers, nothing leaves this machine and nothing costs money

  open   ${hive.core.loginLink().url}
  then   write "hello" to @manager

  its files are in ${hive.folder.path} and go when it ends; ctrl-c ends it
`);
await ended;
process.stdout.write("\nstopping the demo…\n");
