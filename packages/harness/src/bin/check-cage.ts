#!/usr/bin/env node
import { AGENT_CONFIG_PATH } from "@hyperhive/wire";
import { checkCage } from "../check-cage/check-cage.ts";
import { limitLife } from "../check-cage/limit-life.ts";

// The core that reads this may be gone, and nobody else would end it.
limitLife(60_000);
const problems = await checkCage({
  configPath: AGENT_CONFIG_PATH,
  env: { PATH: process.env["PATH"] ?? "/usr/bin:/bin", HOME: process.env["HOME"] ?? "/home/agent" },
  say: (line) => process.stdout.write(`${line}\n`),
});
process.exitCode = problems === 0 ? 0 : 1;
