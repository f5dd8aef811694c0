import { fileURLToPath } from "node:url";
import { allChecks } from "./all.ts";
import type { Check } from "./check.ts";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

const wanted = process.argv.slice(2);
const checks = allChecks.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
if (checks.length === 0) {
  process.stderr.write(
    `expected a part of one of: ${allChecks.map(({ name }) => name).join(", ")}; got ${wanted.join(" ")}\n`,
  );
  process.exit(2);
}

for (const check of checks) if (!(await passes(check))) process.exitCode = 1;

async function passes(check: Check): Promise<boolean> {
  const started = performance.now();
  const complaints = await check.run(root);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${complaints.length === 0 ? "✔" : "✖"} ${check.name} (${seconds} s)\n`);
  for (const line of complaints) process.stdout.write(`  ${line}\n`);
  return complaints.length === 0;
}
