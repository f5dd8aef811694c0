import type { BuildState } from "@hyperhive/wire";
import type { Mail } from "../broker/mail.ts";
import type { BuildJob } from "./build-store.ts";

/** What a build gets to work with. */
export type BuildRun = {
  /** Takes a line of output. */
  readonly print: (line: string) => void;
  /** Aborts when the build is cancelled or the core stops. */
  readonly signal: AbortSignal;
};

/** How a build ended, and what is stored together with its end. */
export type BuildEnding = {
  readonly state: Exclude<BuildState, "queued" | "running">;
  readonly note?: string;
  readonly also?: (mail: Mail) => void;
  /** Runs once that is on disk; what it throws is logged. */
  readonly afterwards?: () => Promise<void>;
};

/** What builds are carried out by. */
export interface Builder {
  /** Does the work of a build. A failure of the work is an ending; it rejects only when the core stops or has a bug. */
  carryOut(job: BuildJob, run: BuildRun): Promise<BuildEnding>;
  /** Ends what waits and was called off before it began. */
  callOff(job: BuildJob, note: string): Promise<BuildEnding>;
}
