import type { TurnState } from "@hyperhive/wire";

/** Why no new turn may begin. Times are Unix milliseconds. */
export type GateFacts = {
  readonly paused: boolean;
  /** Since when the model refuses us. */
  readonly needsLogin: { readonly since: number; readonly detail: string } | undefined;
  readonly limitedUntil: number | undefined;
  /** A pause of our own after repeated failures. */
  readonly heldUntil: number | undefined;
};

/** Whether a turn may begin, and if not: what pages show and when it may. */
export type GateVerdict =
  | { readonly open: true }
  | { readonly open: false; readonly state: TurnState; readonly until?: number; readonly detail?: string };

/** Nothing stands in the way. */
export const OPEN_GATE: GateFacts = {
  paused: false,
  needsLogin: undefined,
  limitedUntil: undefined,
  heldUntil: undefined,
};

/** Decides whether a turn may begin now; the operator's word comes first. */
export function gateVerdict({ paused, needsLogin, limitedUntil, heldUntil }: GateFacts, now: number): GateVerdict {
  if (paused) return { open: false, state: "paused" };
  if (needsLogin !== undefined) return { open: false, state: "needs_login", detail: needsLogin.detail };
  if (limitedUntil !== undefined && limitedUntil > now) {
    return { open: false, state: "rate_limited", until: limitedUntil };
  }
  if (heldUntil !== undefined && heldUntil > now) {
    return { open: false, state: "idle", until: heldUntil, detail: "waits a little after failed turns" };
  }
  return { open: true };
}
