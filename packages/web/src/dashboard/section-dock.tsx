import { Icon } from "../controls/icon.tsx";

/** The bar at the foot of a phone: where the sections are, and how much is in them. */
export function SectionDock({ agents, unread }: { agents: number; unread: number }) {
  return (
    <nav class="dock" aria-label="sections">
      <a href="#swarm">
        <Icon name="hex" />
        swarm<b class="count">{agents}</b>
      </a>
      <a href="#messages">
        <Icon name="mail" />
        messages{unread > 0 && <b class="count hot">{unread}</b>}
      </a>
    </nav>
  );
}
