import type { Clock } from "../clock.ts";
import type { HarnessSettings } from "../harness-settings.ts";
import type { Desk } from "./desk.ts";
import { loginMayWork } from "./login-check.ts";

const LOGIN_POLL_MS = 2000;
const LONGEST_WAIT_MS = 60_000;

/** Waits a while at a closed gate: until something changes, until its time has come, or until a log-in is there. */
export async function waitAtGate(
  { desk, clock, settings }: { desk: Desk; clock: Clock; settings: HarnessSettings },
  rung: AbortSignal,
): Promise<void> {
  const { verdict } = desk;
  if (verdict.open) return;
  const { needsLogin, paused } = desk.gate;
  if (paused || needsLogin === undefined) {
    const wait = verdict.until === undefined ? LONGEST_WAIT_MS : Math.max(verdict.until - clock.now(), 0);
    return await clock.sleep(Math.min(wait, LONGEST_WAIT_MS), rung);
  }
  await clock.sleep(LOGIN_POLL_MS, rung);
  const mayWork = await loginMayWork(settings, { since: needsLogin.since, now: clock.now() });
  if (mayWork) desk.setGate({ needsLogin: undefined });
}
