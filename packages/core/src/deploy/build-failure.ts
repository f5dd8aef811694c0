import type { Logger } from "pino";
import type { BuildRun } from "../builds/builder.ts";
import { reasonOf, refusalOf } from "../refusal.ts";

/** How a build ends that did not get through: why, and whether that was wanted. */
export type BuildFailure = { readonly state: "failed" | "cancelled"; readonly note: string };

/** Makes the end of a build from what was thrown in it, and prints why; what is no refusal is logged as the bug it is. */
export function buildFailure(thrown: unknown, run: BuildRun, log: Logger): BuildFailure {
  if (refusalOf(thrown) === undefined) log.error({ err: thrown }, "a build failed inside the core");
  const note = reasonOf(thrown);
  run.print(`failed: ${note}`);
  return { state: run.signal.aborted ? "cancelled" : "failed", note };
}
