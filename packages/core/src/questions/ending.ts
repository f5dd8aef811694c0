import { OPERATOR, type QuestionState } from "@hyperhive/wire";

/** How a question ends, and by whom. */
export type Ending = {
  readonly state: Exclude<QuestionState, "open">;
  readonly answer: string;
  readonly answerer: string;
};

/** Who ends what nobody answered in time. */
const TTL_WATCHDOG = "ttl-watchdog";

/** Somebody answered. */
export function answeredBy(answerer: string, answer: string): Ending {
  return { state: "answered", answer, answerer };
}

/** The deadline passed. */
export const EXPIRED: Ending = { state: "expired", answer: "[expired]", answerer: TTL_WATCHDOG };

/** It was taken back: by the operator, by its asker or by the manager. */
export function cancelledBy(answerer: string): Ending {
  const answer = answerer === OPERATOR ? "[cancelled]" : `[cancelled by ${answerer}]`;
  return { state: "cancelled", answer, answerer };
}
