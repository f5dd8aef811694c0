import { displayName } from "@hyperhive/wire";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { WholePage } from "../diff/whole-page.tsx";
import { RepoHistoryView } from "./repo-history-view.tsx";
import { repoHash, type RepoRoute } from "./repo-route.ts";

type Props = { readonly dashboard: Dashboard; readonly route: RepoRoute; readonly leave: () => void };

/** The repo browser on the whole page: which repository, its commits and tags, and what one commit changed. */
export function RepoBrowser({ dashboard, route, leave }: Props) {
  const { repo } = route;
  return (
    <WholePage title={repo === "meta" ? "deploy log" : `configuration of ${displayName(repo)}`} closed={leave}>
      <div class="repo-bar">
        <RepoChoice dashboard={dashboard} repo={repo} />
        <span class="muted">
          {repo === "meta"
            ? "what was deployed when, commit by commit"
            : "what was deployed, commit by commit; tags say how each proposal ended"}
        </span>
      </div>
      <RepoHistoryView key={repo} route={route} />
    </WholePage>
  );
}

function RepoChoice({ dashboard, repo }: { dashboard: Dashboard; repo: string }) {
  const agents = dashboard.swarm.value?.containers.map(({ name }) => name) ?? [];
  const names = [...new Set(["meta", ...agents, repo])];
  return (
    <label class="repo-choice">
      <span class="muted">repository</span>
      <select
        class="field mono"
        value={repo}
        onChange={({ currentTarget }) => (location.hash = repoHash({ repo: currentTarget.value }))}
      >
        {names.map((name) => (
          <option key={name} value={name}>
            {displayName(name)}
          </option>
        ))}
      </select>
    </label>
  );
}
