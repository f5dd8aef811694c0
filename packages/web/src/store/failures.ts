import type { Build, BuildKind, DashboardEvent } from "@hyperhive/wire";

/** What went wrong with an agent last; `kind` when a build came to nothing. */
export type Failure = { readonly text: string; readonly kind?: BuildKind };

/** The last failure of each agent by name, until something newer is done with it or succeeds. */
export type Failures = Readonly<Record<string, Failure>>;

/** The failures that the builds of a snapshot tell of; builds are oldest first. */
export function failuresOf(builds: readonly Build[]): Failures {
  return builds.reduce<Failures>((failures, build) => afterBuild(failures, build), {});
}

/** The failures after an event; the same object when it changes none of them. */
export function reduceFailures(failures: Failures, event: DashboardEvent): Failures {
  switch (event.kind) {
    case "transient_set":
    case "container_removed":
      return without(failures, event.name);
    case "transient_cleared":
      return event.error === undefined ? failures : { ...failures, [event.name]: { text: event.error } };
    case "build_changed":
      return afterBuild(failures, event.build);
    default:
      return failures;
  }
}

function afterBuild(failures: Failures, { agent, state, kind, note }: Build): Failures {
  if (state === "cancelled") return failures;
  if (state !== "failed") return without(failures, agent);
  return { ...failures, [agent]: { text: note ?? "no reason was given", kind } };
}

function without(failures: Failures, name: string): Failures {
  if (!(name in failures)) return failures;
  const { [name]: _, ...others } = failures;
  return others;
}
