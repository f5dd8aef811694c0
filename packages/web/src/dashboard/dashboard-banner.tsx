import type { ContainerView } from "@hyperhive/wire";
import { now } from "../clock/now.ts";
import { Icon } from "../controls/icon.tsx";
import type { IconName } from "../controls/icons.ts";
import { LinkState } from "../shell/link-state.tsx";
import { LogoutButton } from "../shell/logout-button.tsx";
import { ThemeToggle } from "../shell/theme-toggle.tsx";
import { dataOf } from "../store/section-signal.ts";
import type { Dashboard } from "./dashboard-state.ts";
import { callChip, type WaitingAgents } from "./waiting.ts";

const SHIMMER_MS = 4000;

/** The banner: whose hive, what waits for the operator, whether events arrive. It shimmers for 4 s after an event. */
export function DashboardBanner({ dashboard, waiting }: { dashboard: Dashboard; waiting: WaitingAgents }) {
  const active = now.value - dashboard.lastEvent.value < SHIMMER_MS;
  const state = dataOf(dashboard.state.value);
  return (
    <header class={active ? "banner active" : "banner"}>
      <div class="id">
        <h1>
          <a class="wordmark" href="/">
            <span class="glyph" aria-hidden="true">
              ◆
            </span>
            <b>hyperhive</b>
          </a>
        </h1>
        {state !== undefined && <span class="mono muted hostname clip">{state.hive.host}</span>}
      </div>
      {state !== undefined && <Waiting waiting={waiting} />}
      <div class="tools">
        <LinkState />
        <ThemeToggle />
        <LogoutButton />
      </div>
    </header>
  );
}

function Waiting({ waiting }: { waiting: WaitingAgents }) {
  const count = waiting.forOperator.length;
  return (
    <section class="waiting" aria-label="waiting for you">
      {count > 0 ? (
        <p class="sum">
          <b class="nums">{count}</b>
          <span>
            {count === 1 ? "waits" : "wait"}
            <br /> for you
          </span>
        </p>
      ) : (
        <p class="allclear">
          <Icon name="check" />
          nothing waits for you
        </p>
      )}
      <ul class="calls">
        <Chip tone="you" icon="key" agents={waiting.forOperator} one=": log in" many="need login" />
        <Chip tone="bad" icon="crash" agents={waiting.inTrouble} one=" crashed" many="crashed" />
      </ul>
    </section>
  );
}

type ChipProps = { tone: string; icon: IconName; agents: readonly ContainerView[]; one: string; many: string };

function Chip({ tone, icon, agents, one, many }: ChipProps) {
  const chip = callChip(agents, { one, many });
  if (chip === undefined) return null;
  return (
    <li>
      <a class={`callchip ${tone}`} href={chip.href}>
        <Icon name={icon} />
        <span>{chip.text}</span>
      </a>
    </li>
  );
}
