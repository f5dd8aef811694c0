import { useComputed, type ReadonlySignal } from "@preact/signals";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { dollars } from "../format/amount.ts";
import { NotificationBell } from "../notifications/notification-bell.tsx";
import { SearchButton } from "../search/search-button.tsx";
import type { Search } from "../search/search-state.ts";
import { LinkState } from "../shell/link-state.tsx";
import { LogoutButton } from "../shell/logout-button.tsx";
import { ThemeToggle } from "../shell/theme-toggle.tsx";
import { useShimmer } from "./shimmer.ts";
import { WaitingCalls } from "./waiting-calls.tsx";
import type { Waiting } from "./waiting.ts";

type Props = {
  readonly dashboard: Dashboard;
  readonly waiting: ReadonlySignal<Waiting | undefined>;
  readonly search: Search;
};

/** The banner: whose hive, what waits for the operator, what today cost, whether events arrive. It shimmers for 4 s after an event. */
export function DashboardBanner({ dashboard, waiting, search }: Props) {
  const active = useShimmer(dashboard.lastEvent);
  const look = useComputed(() => (active.value ? "banner active" : "banner"));
  return (
    <header class={look}>
      <div class="id">
        <h1>
          <a class="wordmark" href="/">
            <span class="glyph" aria-hidden="true">
              ◆
            </span>
            <b data-word="hyperhive">hyperhive</b>
          </a>
        </h1>
        <HostName dashboard={dashboard} />
      </div>
      <WaitingCalls waiting={waiting} />
      <div class="tools">
        <CostToday cost={dashboard.costToday} />
        <LinkState />
        <SearchButton search={search} />
        <NotificationBell dashboard={dashboard} />
        <ThemeToggle />
        <LogoutButton />
      </div>
    </header>
  );
}

function HostName({ dashboard }: { dashboard: Dashboard }) {
  const hive = dashboard.hive.value;
  return hive === undefined ? null : <span class="mono muted hostname clip">{hive.host}</span>;
}

function CostToday({ cost }: { cost: Dashboard["costToday"] }) {
  const amount = cost.value;
  if (amount === undefined) return null;
  return (
    <span class="mono nums cost" title="cost since midnight, all agents">
      <b>{dollars(amount)}</b> <span class="muted">today</span>
    </span>
  );
}
