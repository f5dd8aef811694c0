import { setTimeout as delay } from "node:timers/promises";
import { signalFollowers } from "./process-session.ts";

/** A running exec chain; the leader waits outside the cage and passes the exit code on, so it is never signalled itself. */
export type RunningExec = {
  readonly leader: number | undefined;
  readonly exit: Promise<number>;
  readonly report: (error: unknown) => void;
};

/** Signals the command of an exec and all it started, also when the chain has not reached the cage yet. Returns at once. */
export function signalExec({ leader, exit, report }: RunningExec, signal: NodeJS.Signals): void {
  if (leader === undefined) return;
  let ended = false;
  const attempt = async () => {
    while (!ended && (await signalFollowers(leader, signal)) === 0) await delay(10);
  };
  void exit.then(() => (ended = true));
  attempt().catch(report);
}
