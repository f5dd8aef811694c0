import { useSignal } from "@preact/signals";
import type { ApprovalStage, Build, BuildLine } from "@hyperhive/wire";
import { useEffect } from "preact/hooks";
import { memo } from "../controls/memo.tsx";
import type { Dashboard } from "../dashboard/dashboard-state.ts";
import { BuildHead } from "./build-head.tsx";
import { BuildOutput } from "./build-output.tsx";
import { walkOf } from "./build-walk.ts";
import { CancelBuild } from "./cancel-build.tsx";
import { FailureNote } from "./failure-note.tsx";

type Props = {
  readonly dashboard: Dashboard;
  readonly build: Build;
  /** That of its approval, as far as it is known. */
  readonly stage: ApprovalStage | undefined;
  /** Among those that wait, from 1. */
  readonly place: number | undefined;
  readonly lines: readonly BuildLine[] | undefined;
};

/** One build: how it stands, what it prints, why it came to nothing. Its output is open while it runs, and stays so for whoever watched it. */
export const BuildEntry = memo(function BuildEntry({ dashboard, build, stage, place, lines }: Props) {
  const { id, agent, state } = build;
  const open = useSignal(state === "running");
  useEffect(() => {
    if (state === "running") open.value = true;
  }, [state]);
  return (
    <li class="build" id={`build-${id}`}>
      <BuildHead build={build} stage={stage} place={place} />
      {state === "running" && <Walk build={build} stage={stage} />}
      <Note build={build} />
      {state !== "queued" && (
        <details open={open.value} onToggle={({ currentTarget }) => (open.value = currentTarget.open)}>
          <summary class="fold">
            output<span class="sr"> of build {id}</span>
          </summary>
          {open.value && <BuildOutput dashboard={dashboard} id={id} agent={agent} lines={lines} />}
        </details>
      )}
      {state === "running" && (
        <div class="bar end">
          <CancelBuild build={build} />
        </div>
      )}
    </li>
  );
});

function Note({ build: { state, kind, note } }: Pick<Props, "build">) {
  if (note === undefined) return null;
  if (state === "failed") return <FailureNote failure={{ text: note, kind }} />;
  return (
    <p class="why">
      <bdi>{note}</bdi>
    </p>
  );
}

function Walk({ build, stage }: Pick<Props, "build" | "stage">) {
  return (
    <ol class="walk" aria-label={`steps of build ${build.id}`}>
      {walkOf(build.kind, stage).map(({ word, state }) => (
        <li key={word} class={state} {...(state === "now" && { "aria-current": "step" })}>
          {word}
        </li>
      ))}
    </ol>
  );
}
