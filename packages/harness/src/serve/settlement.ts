import { MAX_REASON_LENGTH } from "@hyperhive/wire";
import type { TurnEnd } from "../turn/drive-turn.ts";
import type { StopReason } from "../turn/turn-outcome.ts";

/** What becomes of the messages of a turn, and what the agent does next. Times are Unix milliseconds. */
export type Settlement = {
  readonly messages:
    | { readonly do: "ack" }
    | { readonly do: "requeue"; readonly delaySeconds: number; readonly refund: boolean; readonly reason: string };
  readonly park?:
    | { readonly for: "limit"; readonly until: number }
    | { readonly for: "login"; readonly detail: string };
  /** No turn begins before. */
  readonly holdUntil?: number;
  /** The conversation itself is at fault and is left behind. */
  readonly newSession?: true;
};

/** What a settlement depends on besides the end of the turn. */
export type SettlementFacts = {
  readonly now: number;
  readonly stopped: StopReason | undefined;
  /** Deliveries of the waking message, this one included. */
  readonly attempt: number;
  /** Turns that failed one after another, this one included. */
  readonly failures: number;
  /** End of a rate limit as the model's own headers told it. */
  readonly limitedUntil: number | undefined;
};

const UNKNOWN_LIMIT_MS = 300_000;
const CANCELLED_DELAY_SECONDS = 60;

/** Decides after a turn: only a good end acks; what is nobody's fault costs no attempt; a failure comes again after a growing pause. */
export function settle(end: TurnEnd, facts: SettlementFacts): Settlement {
  const reason = end.note ?? end.outcome;
  switch (end.outcome) {
    case "ok":
      return { messages: { do: "ack" } };
    case "rate_limited": {
      const until = end.limitedUntil ?? facts.limitedUntil ?? facts.now + UNKNOWN_LIMIT_MS;
      return { messages: again(0, true, reason), park: { for: "limit", until } };
    }
    case "auth_failed":
      return { messages: again(0, true, reason), park: { for: "login", detail: reason } };
    case "cancelled":
      return facts.stopped === "shutdown"
        ? { messages: again(0, true, reason) }
        : { messages: again(CANCELLED_DELAY_SECONDS, false, reason) };
    case "prompt_too_long":
      return { ...failed(reason, facts), newSession: true };
    case "failed":
    case "over_budget":
      return failed(reason, facts);
    default:
      return end.outcome satisfies never;
  }
}

/** Seconds to wait after the nth failure: 5, doubling, at most 300. */
export function backoffSeconds(failure: number): number {
  return Math.min(5 * 2 ** Math.max(0, failure - 1), 300);
}

// One bad message must not stop the others; when turn after turn fails, the fault is elsewhere and all of them wait.
function failed(reason: string, { attempt, failures, now }: SettlementFacts): Settlement {
  const messages = again(backoffSeconds(attempt), false, reason);
  return failures < 2 ? { messages } : { messages, holdUntil: now + backoffSeconds(failures - 1) * 1000 };
}

function again(delaySeconds: number, refund: boolean, reason: string): Settlement["messages"] {
  return { do: "requeue", delaySeconds, refund, reason: reason.slice(0, MAX_REASON_LENGTH) };
}
