import type { AgentHistoryStore } from "../agent-history/agent-history.ts";
import type { Broker } from "../broker/broker.ts";
import type { Clock } from "../clock.ts";
import type { OperatorLogin } from "../operator-login/operator-login.ts";

export type RetentionDeps = {
  readonly broker: Pick<Broker, "vacuum">;
  readonly login: Pick<OperatorLogin, "vacuum">;
  /** Asked anew at every sweep. */
  readonly histories: () => Iterable<Pick<AgentHistoryStore, "vacuum">>;
  readonly clock: Clock;
  readonly log: { info(fields: object, text: string): void; error(fields: object, text: string): void };
};

/** Deletes what is too old, at once and then every hour: messages 30 days after their ack, events after 7 days, turn figures after 90. Stop it before closing what it sweeps. */
export function startRetention(deps: RetentionDeps): { stop(): void } {
  throw new Error(`not yet ${Object.keys(deps).join()}`);
}
