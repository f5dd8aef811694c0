import type { ContainerView } from "@hyperhive/wire";
import { now } from "../clock/now.ts";
import { Icon } from "../controls/icon.tsx";
import type { IconName } from "../controls/icons.ts";
import { counted } from "../format/amount.ts";
import { LinkState } from "../shell/link-state.tsx";
import { LogoutButton } from "../shell/logout-button.tsx";
import { ThemeToggle } from "../shell/theme-toggle.tsx";
import type { Decisions } from "../store/decisions.ts";
import type { Dashboard } from "./dashboard-state.ts";
import { callChip, type WaitingAgents } from "./waiting.ts";

const SHIMMER_MS = 4000;

/** The banner: whose hive, what waits for the operator, whether events arrive. It shimmers for 4 s after an event. */
export function DashboardBanner({ dashboard, waiting }: { dashboard: Dashboard; waiting: WaitingAgents }) {
  const active = now.value - dashboard.lastEvent.value < SHIMMER_MS;
  const hive = dashboard.hive.value;
  const decisions = dashboard.decisions.value;
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
        {hive !== undefined && <span class="mono muted hostname clip">{hive.host}</span>}
      </div>
      {decisions !== undefined && <Waiting waiting={waiting} decisions={decisions} />}
      <div class="tools">
        <LinkState />
        <ThemeToggle />
        <LogoutButton />
      </div>
    </header>
  );
}

function Waiting({ waiting, decisions }: { waiting: WaitingAgents; decisions: Decisions }) {
  const { pending: approvals, questions } = decisions;
  const count = waiting.forOperator.length + approvals.length + questions.length;
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
        <Decision icon="q" count={questions.length} noun="question" verb="questions" />
        <Decision icon="check" count={approvals.length} noun="approval" verb="pending" />
        <Chip tone="you" icon="key" agents={waiting.forOperator} one=": log in" many="need login" />
        <Chip tone="bad" icon="crash" agents={waiting.inTrouble} one=" crashed" many="crashed" />
      </ul>
    </section>
  );
}

type DecisionProps = { icon: IconName; count: number; noun: string; verb: string };

/** What waits for a decision, and the command that shows it. */
function Decision({ icon, count, noun, verb }: DecisionProps) {
  if (count === 0) return null;
  return (
    <li>
      <span class="callchip you" title={`npx hive-c0re ${verb}`}>
        <Icon name={icon} />
        <span>
          {counted(count, noun)}
          <span class="cmd"> · hive-c0re {verb}</span>
        </span>
      </span>
    </li>
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
