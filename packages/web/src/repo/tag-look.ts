import type { RepoTag } from "@hyperhive/wire";
import type { Tone } from "../state-badge/agent-state.ts";

const TONES: Readonly<Record<string, Tone>> = {
  approved: "info",
  building: "busy",
  deployed: "ok",
  failed: "bad",
  denied: "limit",
  revise: "you",
};

/** Colour class of a tag, by the step that its name begins with. */
export function tagTone(name: string): Tone {
  const step = name.split("/", 1)[0] ?? "";
  return Object.hasOwn(TONES, step) ? (TONES[step] ?? "calm") : "calm";
}

/** The tags that stand on each commit, in their order. */
export function tagsByCommit(tags: readonly RepoTag[]): ReadonlyMap<string, readonly RepoTag[]> {
  return Map.groupBy(tags, ({ sha }) => sha);
}
