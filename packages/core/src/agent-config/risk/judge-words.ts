import { DEFAULT_MODEL, type AgentConfig } from "@hyperhive/wire";
import { finding, worded, type Finding } from "./finding.ts";

/** What changes how an agent behaves, not what it can reach: always low. */
export function judgeWords(before: AgentConfig, after: AgentConfig): readonly Finding[] {
  const { model, idle_seconds } = before;
  return [
    ...(before.prompt === after.prompt ? [] : [low("prompt", lengthOf(before), lengthOf(after))]),
    ...(model === after.model
      ? []
      : [low("model", worded(model ?? DEFAULT_MODEL), worded(after.model ?? DEFAULT_MODEL))]),
    ...(idle_seconds === after.idle_seconds
      ? []
      : [low("idle_seconds", worded(idle_seconds), worded(after.idle_seconds))]),
  ];
}

function low(field: string, old: string, now: string): Finding {
  return finding("low", `${field}: ${old} → ${now}`);
}

function lengthOf({ prompt }: AgentConfig): string {
  return prompt === undefined ? "none" : `text of ${prompt.length} characters`;
}
