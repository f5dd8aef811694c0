import { displayName, type ApprovalKind, type ApprovalStage, type ApprovalView, type DiffBase } from "@hyperhive/wire";
import { listed } from "../format/listed.ts";

const KINDS: Readonly<Record<ApprovalKind, string>> = {
  apply_commit: "apply commit",
  spawn: "spawn",
  init_config: "init config",
};

// What is carried out without a commit is not deployed.
const DONE: Readonly<Record<ApprovalKind, string>> = {
  apply_commit: "deployed",
  spawn: "spawned",
  init_config: "ready",
};

/** What an approval is about, in two words at most. */
export function kindWords({ kind }: Pick<ApprovalView, "kind">): string {
  return KINDS[kind];
}

/** The first line of a description, or what it comes to without one, and the rest of it. */
export function titleOf(approval: ApprovalView): { readonly title: string; readonly text: string } {
  const [first = "", ...rest] = (approval.description ?? "").trim().split("\n");
  return { title: first === "" ? usualTitle(approval) : first, text: rest.join("\n").trim() };
}

function usualTitle({ kind, agent, makes }: ApprovalView): string {
  const name = displayName(agent);
  if (kind === "init_config") return `a place to configure ${name} in`;
  if (kind === "spawn") return makes === "back" ? `${name} comes back` : `a new agent, ${name}`;
  return `a change of ${name}`;
}

/** What else approving does, or undoes, that the operator must know: an agent that appears, other proposals that end. */
export function relationWords({
  agent,
  kind,
  makes,
  supersedes,
  superseded_by: newer,
}: ApprovalView): readonly string[] {
  const name = displayName(agent);
  return [
    ...(makes === "new" && kind === "apply_commit" ? [`approving creates ${name}, which is not in the hive`] : []),
    ...(makes === "back" ? [`approving brings ${name} back with its files and its log-in`] : []),
    ...(supersedes.length > 0 ? [`takes the place of ${listedIds(supersedes)} when it is deployed`] : []),
    ...(newer === undefined ? [] : [`#${newer} is newer and takes the place of this when it is deployed`]),
  ];
}

/** Ids as a sentence has them: `#85`, `#85 and #86`, `#84, #85 and #86`. */
export function listedIds(ids: readonly number[]): string {
  return listed(ids.map((id) => `#${id}`));
}

/** What approving does, for the ear. */
export function approveWords({ id, kind, agent, fetched_sha: sha }: ApprovalView): string {
  const name = displayName(agent);
  if (kind === "spawn") return `approve ${id}: create ${name}`;
  if (kind === "init_config") return `approve ${id}: make the repositories of ${name}`;
  return `approve ${id}: build and deploy ${name} at ${sha?.slice(0, 7) ?? "the commit"}`;
}

/** What follows when it was approved. */
export function approvedWords({ id, kind, agent }: ApprovalView): string {
  return kind === "spawn" ? `approved #${id}, creating ${displayName(agent)}` : `approved #${id}, build queued`;
}

/** Where something that was approved stands; undefined when its status says it all. `isUnderWay` while it is not there yet. */
export function stageWords({
  kind,
  stage,
}: Pick<ApprovalView, "kind" | "stage">): { readonly words: string; readonly isUnderWay: boolean } | undefined {
  if (stage === "deployed") return { words: DONE[kind], isUnderWay: false };
  const words = UNDER_WAY[stage];
  return words === undefined ? undefined : { words, isUnderWay: true };
}

const UNDER_WAY: Readonly<Partial<Record<ApprovalStage, string>>> = {
  approved: "waits to be built",
  building: "building…",
  deploying: "deploying…",
  failing: "failing…",
};

/** What a diff is compared with when there was nothing of the kind that was asked for. */
export function otherBaseWords(asked: DiffBase, got: DiffBase | "nothing"): string | undefined {
  if (asked === got) return undefined;
  if (got === "nothing") return "it is not in the hive: its whole configuration is shown";
  return `${MISSING[asked]}: compared with what runs`;
}

const MISSING: Readonly<Record<DiffBase, string>> = {
  running: "nothing runs",
  approved: "nothing was approved before",
  previous: "no other proposal waits",
};
