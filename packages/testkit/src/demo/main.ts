import { join } from "node:path";
import { ERRORS, HiveError } from "@hyperhive/wire";
import { startTestHive, type TestHive } from "../hive/test-hive.ts";
import { demoPort } from "./demo-port.ts";

const USUAL_PORT = 7000;

/** No agent of the demo needs more than the model's socket, so the demo runs on hosts that cannot give a cage the internet. */
const OFFLINE = { network: "none" } as const;

/** Settles when the operator ends the demo. Later signals change nothing: the cages are being stopped. */
function untilEnded(): Promise<void> {
  return new Promise((end) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => end());
  });
}

async function startDemo(): Promise<TestHive> {
  return await startTestHive({
    scenario: join(import.meta.dirname, "scenario.json"),
    manager: OFFLINE,
    agents: { alice: OFFLINE, bob: OFFLINE },
    demo: true,
    port: await demoPort(process.env["HYPERHIVE_PORT"], USUAL_PORT),
  });
}

function tell(error: unknown): number {
  if (!(error instanceof HiveError)) throw error;
  process.stderr.write(`demo: ${error.message}\n`);
  return ERRORS[error.code].exit;
}

const ended = untilEnded();
process.stdout.write("starting a demo hive: the manager, alice and bob, on a scripted model…\n");
try {
  await using hive = await startDemo();
  process.stdout.write(`
  this is a demo: a scripted model answers, nothing leaves this machine and nothing costs money

  open   ${hive.core.loginLink().url}
  then   write "hello" to @manager
  or     "give alice the model sonnet", which needs your approval
  or     "ask me something", which needs your answer

  what waits for you, with its number, and how to decide:

         npx hive-c0re --run-dir ${hive.folder.runDir} loose-ends
         … diff 1, approve 1, deny 1 --note "not now", answer 1 -o 2

  its files are in ${hive.folder.path} and go when it ends; ctrl-c ends it
`);
  await ended;
  process.stdout.write("\nstopping the demo…\n");
} catch (error) {
  process.exitCode = tell(error);
}
