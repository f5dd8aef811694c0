import type { BuildKind } from "@hyperhive/wire";

/** What a build does, in a word. */
export const BUILD_WORDS: Readonly<Record<BuildKind, string>> = {
  apply_commit: "deploy",
  spawn: "spawn",
  init_config: "first config",
  rebuild: "rebuild",
};
