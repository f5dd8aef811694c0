import type { AgentEventRow, ContainerView } from "@hyperhive/wire";

/** The agent's container as its own events tell it, ahead of the core's next word about it. */
export function reduceAgentHead(container: ContainerView, { event, at }: AgentEventRow): ContainerView {
  switch (event.kind) {
    case "turn_start":
      return { ...container, turn_state: "thinking", turn_state_since: Math.floor(at / 1000) };
    case "turn_end":
      // What the harness says next, such as that it is parked, corrects this guess.
      return { ...container, turn_state: "idle", turn_state_since: Math.floor(at / 1000) };
    case "turn_state_changed": {
      const { turn_state_until: _, detail: __, ...kept } = container;
      return {
        ...kept,
        turn_state: event.state,
        turn_state_since: event.since,
        ...(event.until !== undefined && { turn_state_until: event.until }),
        ...(event.detail !== undefined && { detail: event.detail }),
      };
    }
    case "token_usage_changed":
      return { ...container, ctx: event.ctx, cost: event.cost };
    case "model_changed":
      return { ...container, active_model: event.model };
    case "status_changed":
      return { ...container, status_text: event.text };
    default:
      return container;
  }
}
