import type { ContainerView } from "@hyperhive/wire";
import { Fold } from "../controls/fold.tsx";
import { lazy } from "../controls/lazy.tsx";
import { RepoLink } from "../repo/repo-link.tsx";
import { AgentActions } from "./agent-actions.tsx";
import { cageOf } from "./cage-of.ts";

const AgentJournal = lazy(async () => (await import("./agent-journal.tsx")).AgentJournal);
const AgentConfig = lazy(async () => (await import("./agent-config.tsx")).AgentConfig);

/** What stands behind `⋯`: the actions, the logs, the configuration. */
export function AgentMore({ container, isPending }: { container: ContainerView; isPending: boolean }) {
  const { name } = container;
  const cage = cageOf(container);
  return (
    <>
      <p class="data">
        <span>runtime {container.runtime}</span>
        <span>network {container.network}</span>
      </p>
      <AgentActions container={container} isPending={isPending} />
      <Fold keep={`journal:${name}`} summaryClass="fold leaf" summary={`↳ logs · ${cage}`}>
        {() => <AgentJournal name={name} cage={cage} />}
      </Fold>
      <Fold keep={`agent-config:${name}`} summaryClass="fold leaf" summary={`↳ config · ${cage}`}>
        {() => <AgentConfig name={name} cage={cage} />}
      </Fold>
      <RepoLink repo={name} class="leaf">
        ↳ history · {cage}
      </RepoLink>
    </>
  );
}
