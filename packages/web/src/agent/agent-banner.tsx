import { displayName } from "@hyperhive/wire";
import { Leet } from "../controls/leet.tsx";
import { LinkState } from "../shell/link-state.tsx";
import { ThemeToggle } from "../shell/theme-toggle.tsx";
import { RoleMark } from "../state-badge/role-mark.tsx";
import { AgentBadges } from "./agent-badges.tsx";
import { AgentControls } from "./agent-controls.tsx";
import type { AgentHead, AgentPageModel } from "./agent-page-state.ts";

/** Who this is, what the operator may do, and the state in chips. It shimmers while a turn runs. */
export function AgentBanner({ model, isActive }: { model: AgentPageModel; isActive: boolean }) {
  const head = model.head.value;
  const isManager = head?.container.is_manager === true;
  return (
    <header class={isActive ? "banner active" : "banner"} id="banner">
      <div class="top">
        <a class="btn ghost sm back" href={dashboardUrl(head)} target="_blank" rel="noopener">
          <Leet text="↑ DASHB04RD" plain="dashboard, in a new tab" />
        </a>
        <h1 class="wordmark">
          <span class="glyph" aria-hidden="true">
            ◆
          </span>
          <b data-word={displayName(model.name)}>{displayName(model.name)}</b>
        </h1>
        <RoleMark isManager={isManager} />
        {head !== undefined && <Identity head={head} />}
        {head !== undefined && <AgentControls head={head} />}
        <LinkState />
        <ThemeToggle />
      </div>
      {head !== undefined && <AgentBadges head={head} model={model} />}
    </header>
  );
}

function Identity({ head: { container } }: { head: AgentHead }) {
  return (
    <p class="data ids">
      <span title="web port">:{container.port}</span>
      {container.deployed_sha !== undefined && (
        <span title="meta-lock sha of the running revision">deployed:{container.deployed_sha}</span>
      )}
      <span title="runtime">{container.runtime}</span>
      <span title="network">{container.network}</span>
    </p>
  );
}

/** The dashboard may be on another port than this page. */
function dashboardUrl(head: AgentHead | undefined): string {
  if (head === undefined) return "/";
  return `${location.protocol}//${location.hostname}:${head.dashboardPort}/`;
}
