import type { ContainerView } from "@hyperhive/wire";
import { counted } from "../format/amount.ts";
import { needsLogin } from "../state-badge/agent-state.ts";

/** Words for messages that an agent cannot read now; none when it can, or when its row says why it cannot. */
export function keptWords(container: ContainerView): string | undefined {
  const { queued, running, paused } = container;
  const isClosed = !running || paused || needsLogin(container);
  return isClosed && queued > 0 && detailOf(container) === undefined
    ? `${counted(queued, "message")} kept for it`
    : undefined;
}

/** Why an agent stands still, as the core tells it; a pause needs no reason. */
export function detailOf({ detail, running, paused }: ContainerView): string | undefined {
  return running && paused ? undefined : detail;
}
