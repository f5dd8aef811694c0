import { fileURLToPath } from "node:url";
import { node24 } from "./set-up/node-24.mjs";
import { runInForeground } from "./set-up/run-in-foreground.mjs";
import { fail } from "./set-up/set-up-error.mjs";
import { isPurpose, purposes, setUp } from "./set-up/set-up.mjs";

const [purpose, dashes, script, ...args] = process.argv.slice(2);

if (!isPurpose(purpose) || dashes !== "--" || script === undefined) {
  process.stderr.write(`usage: node scripts/with-set-up.mjs <${purposes.join("|")}> -- <script> [arguments]\n`);
  process.exit(2);
}

const checkout = new URL("..", import.meta.url);

try {
  await setUp(checkout, purpose);
  process.exitCode = await runInForeground(node24(fileURLToPath(checkout)), [
    fileURLToPath(new URL(script, checkout)),
    ...args,
  ]);
} catch (error) {
  fail(error);
}
