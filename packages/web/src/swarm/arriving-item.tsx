import { PendingBadge } from "../state-badge/pending-badge.tsx";
import { RoleMark } from "../state-badge/role-mark.tsx";
import type { Pending } from "../store/swarm.ts";

/** An agent that is being made and has no cage yet. */
export function ArrivingItem({ name, pending }: { name: string; pending: Pending }) {
  return (
    <li>
      <div class="l1">
        <span class="name clip">{name}</span>
        <RoleMark isManager={false} />
        <span class="push">
          <PendingBadge pending={pending} />
        </span>
      </div>
    </li>
  );
}
