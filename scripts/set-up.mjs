import { parseArgs } from "node:util";
import { SetUpError, fail } from "./set-up/set-up-error.mjs";
import { isPurpose, purposes, setUp } from "./set-up/set-up.mjs";

const { values } = parseArgs({ options: { for: { type: "string", default: "start" } } });

try {
  if (!isPurpose(values.for))
    throw new SetUpError(`expected \`--for\` to be one of ${purposes.join(", ")}, got ${values.for}`);
  await setUp(new URL("..", import.meta.url), values.for);
} catch (error) {
  fail(error);
}
