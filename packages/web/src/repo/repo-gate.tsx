import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { lazy } from "../controls/lazy.tsx";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { repoRouteOf, type RepoRoute } from "./repo-route.ts";

const RepoBrowser = lazy(async () => (await import("./repo-browser.tsx")).RepoBrowser);

/** The repo browser, while the address names a place in it; the dashboard stays as it is below. */
export function RepoGate({ dashboard }: { dashboard: Dashboard }) {
  const route = useSignal<RepoRoute | undefined>(repoRouteOf(location.hash));
  const follow = () => (route.value = repoRouteOf(location.hash));
  useEffect(() => {
    addEventListener("hashchange", follow);
    addEventListener("popstate", follow);
    return () => {
      removeEventListener("hashchange", follow);
      removeEventListener("popstate", follow);
    };
  }, []);
  const leave = () => {
    // Closed by the way back, there is nothing to leave.
    if (repoRouteOf(location.hash) === undefined) return;
    history.pushState(undefined, "", location.pathname + location.search);
    follow();
  };
  if (route.value === undefined) return null;
  return (
    <div class="repo-gate">
      <RepoBrowser dashboard={dashboard} route={route.value} leave={leave} />
    </div>
  );
}
