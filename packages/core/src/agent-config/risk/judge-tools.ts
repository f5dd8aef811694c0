import type { AgentConfig } from "@hyperhive/wire";
import { finding, quoted, type Finding } from "./finding.ts";
import { coversRule, readToolRule, type ToolRule } from "./tool-rule.ts";

/** Tools that run any program they are given. */
const RUNS_PROGRAMS = new Set(["Bash", "Monitor", "PowerShell"]);
/** How many rules of the same tool a reason shows. */
const MAX_SHOWN = 4;

/** More commands, a wider pattern and another server's tools are high; a tool that was not there at all is medium; less is low. */
export function judgeTools({ tools: old }: AgentConfig, { tools: now }: AgentConfig): readonly Finding[] {
  const [before, after] = [rulesByTool(old), rulesByTool(now)];
  const added = notCovered(after, before);
  const changed = new Set(added.map(({ tool }) => tool));
  const gone = notCovered(before, after).filter(({ tool }) => !changed.has(tool));
  return [
    ...added.map((rule) => finding(levelOf(rule, before), `tools: ${like(rule, before)} → ${quoted(rule.text)}`)),
    ...gone.map((rule) => finding("low", `tools: ${quoted(rule.text)} → ${like(rule, after)}`)),
  ];
}

type RulesByTool = ReadonlyMap<string, readonly ToolRule[]>;

function rulesByTool(texts: readonly string[]): RulesByTool {
  return Map.groupBy([...new Set(texts)].map(readToolRule), ({ tool }) => tool);
}

function notCovered(rules: RulesByTool, wider: RulesByTool): readonly ToolRule[] {
  return [...rules].flatMap(([tool, own]) => {
    const others = wider.get(tool) ?? [];
    return own.filter((rule) => !others.some((other) => coversRule(other, rule)));
  });
}

function levelOf({ tool, odd }: ToolRule, before: RulesByTool): Finding["level"] {
  if (RUNS_PROGRAMS.has(tool) || tool.startsWith("mcp__") || odd) return "high";
  return before.has(tool) ? "high" : "medium";
}

function like({ tool }: ToolRule, rules: RulesByTool): string {
  const texts = rules.get(tool)?.map(({ text }) => text) ?? [];
  if (texts.length === 0) return "none";
  return quoted(...texts.slice(0, MAX_SHOWN), ...(texts.length > MAX_SHOWN ? ["…"] : []));
}
