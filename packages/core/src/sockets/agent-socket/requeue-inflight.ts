import type { AgentVerbs } from "@hyperhive/wire";
import type { PlainHandler } from "../verb-handlers.ts";
import type { AgentCaller } from "./agent-caller.ts";

/** Gives this agent's leased messages back to its queue. */
export const requeueInflight: PlainHandler<AgentVerbs["requeue_inflight"], AgentCaller> = (
  request,
  { name, broker },
) => {
  const { reason, delay_seconds: delaySeconds, refund_attempt: refundAttempt } = request;
  return broker.requeueInflight(name, {
    ...(reason !== undefined && { reason }),
    ...(delaySeconds !== undefined && { delaySeconds }),
    ...(refundAttempt !== undefined && { refundAttempt }),
  });
};
