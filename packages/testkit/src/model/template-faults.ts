import type { ParsedScenario, Rule, When } from "./scenario.ts";
import { referencesIn } from "./template.ts";

// Names that every template may use besides the groups of its own rule.
const builtInNames = ["agent", "prompt", "toolResult", "model", "call", "step"] as const;

/** Patterns of a rule in the order in which their groups are numbered. */
export const numberedPatterns = [
  "prompt",
  "toolResult",
  "newest",
  "system",
  "model",
] as const satisfies readonly (keyof When)[];

/** Says which templates of a scenario refer to a group that their rule cannot catch. */
export function templateFaults(scenario: ParsedScenario): string[] {
  return [
    ...scenario.rules.flatMap((rule, index) => faultsOf(rule.reply ?? rule.replies, rule.when, `rules[${index}]`)),
    ...faultsOf(scenario.otherwise, {}, "otherwise"),
  ];
}

function faultsOf(replies: Rule["reply"] | Rule["replies"], when: When, path: string): string[] {
  const groups = numberedPatterns.flatMap((key) => groupsOf(when[key]));
  const known = new Set<string>([
    ...groups.map((_, index) => String(index + 1)),
    ...groups.filter((name) => name !== ""),
    ...builtInNames,
  ]);
  const missing = new Set(referencesIn(replies).filter((name) => !known.has(name)));
  return [...missing].map(
    (name) =>
      `\`${path}\`: a template uses \`${asWritten(name)}\`, but the patterns of the rule have ${groups.length} group(s); write \`$$\` for a dollar sign`,
  );
}

function asWritten(name: string): string {
  return /^\d+$/.test(name) ? `$${name}` : `$<${name}>`;
}

// An alternative that matches nothing makes any pattern match, so its groups can be counted.
function groupsOf(source: string | undefined): string[] {
  if (source === undefined) return [];
  const match = new RegExp(`${source}|`, "su").exec("");
  const names = Object.keys(match?.groups ?? {});
  const unnamed = Math.max(0, (match?.length ?? 1) - 1 - names.length);
  return [...names, ...Array.from({ length: unnamed }, () => "")];
}
