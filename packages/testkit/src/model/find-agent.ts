import type { ParsedScenario } from "./scenario.ts";

const tags = [
  /<agent(?:[ -]name)?(?:\s+name=|>)\s*["']?([a-z0-9][a-z0-9-]*)/u,
  /^\s*agent(?: name)?:\s*["'`*]*([a-z0-9][a-z0-9-]*)/imu,
  /\b[Yy]ou are (?:the |an? )?(?:agent )?["'`*]+([a-z0-9][a-z0-9-]*)["'`*]/u,
  /\b[Yy]our name is ["'`*]*([a-z0-9][a-z0-9-]*)/u,
];

/**
 * Finds which agent a system prompt belongs to: by the scenario's `agentPattern` alone when it has one, else by
 * `<agent>alice</agent>`, a line `agent: alice`, ``You are `alice` `` or `Your name is alice`.
 */
export function findAgent(system: string, { agentPattern }: Pick<ParsedScenario, "agentPattern">): string | undefined {
  const patterns = agentPattern === undefined ? tags : [new RegExp(agentPattern, "su")];
  return patterns.map((pattern) => pattern.exec(system)?.[1]).find((name) => name !== undefined);
}
