import { messageOf } from "@hyperhive/wire";
import type { Approval } from "../approvals/approval.ts";
import type { BuildRun } from "../builds/builder.ts";
import { pause } from "../pause.ts";
import type { DeployParts } from "./deploy-parts.ts";

/** Pause before what could not be noted down is tried again. */
const RETRY_MS = 10_000;

/** Whose way it is, and what ends the trying. */
export type Trying = {
  readonly approval: Approval;
  readonly run: BuildRun;
  /** Aborts when the core stops; then the next one makes up for it. */
  readonly closing: AbortSignal;
  /** After how many tries it is given up; never when absent. */
  readonly tries?: number;
};

/** Does what has to be done before anything else can be built; when something stands in the way (a full disk, say), it is tried until it goes. Rejects when the core stops, and with the last failure when it is given up. */
export async function tryUntilDone<T>(
  { agents: { clock, log } }: Pick<DeployParts, "agents">,
  { approval, run, closing, tries = Infinity }: Trying,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (thrown) {
      if (closing.aborted || tried >= tries) throw thrown;
      log.error({ approval: approval.id, err: thrown }, "an approval could not be taken further; it is tried again");
      run.print(`could not be completed yet: ${messageOf(thrown)}`);
    }
    await pause(clock, RETRY_MS, closing);
    closing.throwIfAborted();
  }
}
