import type { AgentConfig } from "@hyperhive/wire";
import { finding, quoted, type Finding } from "./finding.ts";
import { coversRule, isOddRule, readToolRule } from "./tool-rule.ts";

/** Tools that run any program they are given. */
const RUNS_PROGRAMS = new Set(["Bash", "Monitor", "PowerShell"]);

/** More commands, a wider pattern and another server's tools are high; a tool that was not there at all is medium; less is low. */
export function judgeTools({ tools: before }: AgentConfig, { tools: after }: AgentConfig): readonly Finding[] {
  const added = after.filter((rule) => !before.some((old) => coversRule(old, rule)));
  const gone = before.filter(
    (rule) => !after.some((now) => coversRule(now, rule)) && sameTool(rule, added).length === 0,
  );
  return [
    ...added.map((rule) => finding(levelOf(rule, before), `tools: ${rulesLike(rule, before)} → ${quoted(rule)}`)),
    ...gone.map((rule) => finding("low", `tools: ${quoted(rule)} → ${rulesLike(rule, after)}`)),
  ];
}

function levelOf(rule: string, before: readonly string[]): Finding["level"] {
  const { tool } = readToolRule(rule);
  if (RUNS_PROGRAMS.has(tool) || tool.startsWith("mcp__") || isOddRule(rule)) return "high";
  return sameTool(rule, before).length > 0 ? "high" : "medium";
}

function rulesLike(rule: string, rules: readonly string[]): string {
  const like = sameTool(rule, rules);
  return like.length === 0 ? "none" : quoted(...like);
}

function sameTool(rule: string, rules: readonly string[]): readonly string[] {
  const { tool } = readToolRule(rule);
  return rules.filter((other) => readToolRule(other).tool === tool);
}
