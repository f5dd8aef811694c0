import type { ApprovalStage, BuildKind } from "@hyperhive/wire";

/** One step of a running build's way. */
export type WalkStep = { readonly word: string; readonly state: "done" | "now" | "next" };

type Words = readonly [asked: string, agreed: string, working: string, finished: string];

const WORDS: Readonly<Record<BuildKind, Words>> = {
  apply_commit: ["proposal", "approved", "building", "deployed"],
  spawn: ["request", "approved", "creating", "running"],
  init_config: ["request", "approved", "creating", "ready"],
  rebuild: ["asked", "queued", "building", "deployed"],
};

/** The four steps of a build that runs; `stage` is that of its approval, as far as it is known. */
export function walkOf(kind: BuildKind, stage: ApprovalStage | undefined): readonly WalkStep[] {
  const [asked, agreed, working, finished] = WORDS[kind];
  const isDeploying = stage === "deploying";
  return [
    { word: asked, state: "done" },
    { word: agreed, state: "done" },
    { word: working, state: isDeploying ? "done" : "now" },
    isDeploying ? { word: "deploying", state: "now" } : { word: finished, state: "next" },
  ];
}
