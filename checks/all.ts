import type { Check } from "./check.ts";
import { dependencyReasons } from "./dependency-reasons.ts";
import { forbiddenWords } from "./forbidden-words.ts";
import { importDirection } from "./import-direction.ts";
import { lockFile } from "./lock-file.ts";
import { script, tool } from "./tool.ts";

/** The gate: everything `npm run check` holds the tree against, in the order in which it runs. */
export const allChecks: readonly Check[] = [
  tool("format", "oxfmt", "--check"),
  tool("lint", "oxlint", "--type-aware", "--deny-warnings"),
  tool("types", "tsc", "--project", "."),
  tool("dead code", "knip", "--no-progress", "--no-config-hints"),
  importDirection,
  forbiddenWords,
  dependencyReasons,
  lockFile,
  script("generated files", "scripts/generate-schemas.ts", "--check"),
];
