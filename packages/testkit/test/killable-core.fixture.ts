import { createCore, readCoreConfig, Secret, type ApprovalStep } from "@hyperhive/core";

/** Runs a core on real cages that kills itself, as SIGKILL does, right after the step of a deploy that its environment names. */
const { HYPERHIVE_KILL_AT: killAt, ...env } = process.env;
const config = readCoreConfig({
  env,
  flags: { port: 0 },
  uid: process.getuid?.() ?? 0,
  home: env["HOME"] ?? "/",
  nodePath: process.execPath,
});
const core = await createCore(
  { ...config, model: { mode: "key", upstream: new URL("http://127.0.0.1:9"), key: new Secret("made-up-key") } },
  {
    onApprovalStep(step: ApprovalStep) {
      if (step === killAt) process.kill(process.pid, "SIGKILL");
    },
  },
);
await core.start();
process.stdout.write(`${JSON.stringify({ socket: core.hostSocket })}\n`);
process.on("SIGTERM", () => void core.stop().then(() => process.exit(0)));
