import type { Pending } from "../store/swarm.ts";

/** What is being done to an agent right now. */
export function PendingBadge({ pending }: { pending: Pending }) {
  return (
    <span class="badge busy pend">
      <span class="pulse" aria-hidden="true">
        ◐
      </span>
      {pending.transient}…
    </span>
  );
}
