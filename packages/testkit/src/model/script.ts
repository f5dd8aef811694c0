import type { Conversation } from "./conversation.ts";
import { findAgent } from "./find-agent.ts";
import { matchRule, replyAtStep } from "./match-rule.ts";
import type { Facts } from "./match-rule.ts";
import type { Purpose } from "./request-purpose.ts";
import type { ParsedReply } from "./reply.ts";
import type { ParsedScenario, Rule } from "./scenario.ts";
import { fillTemplate } from "./template.ts";

/** A request that looks for its answer; `agentTag` is the agent named by a header, if one was. */
export type Question = { conversation: Conversation; purpose: Purpose; agentTag: string | undefined };

/** The chosen answer, with the rule's name for the log. */
export type Answer = { reply: ParsedReply; rule: string };

/** Walks a scenario: `recognise` finds out who asks and counts the call, `answer` picks the reply and uses it up. */
export interface Script {
  recognise(question: Question): Facts;
  answer(facts: Facts): Answer;
}

const summary: ParsedReply = {
  blocks: [{ type: "text", text: "<summary>The conversation so far, in short.</summary>" }],
};
const title: ParsedReply = { blocks: [{ type: "text", text: '{"title": "Scripted conversation"}' }] };

/** Starts a scenario from its beginning, with all counts at zero. */
export function createScript(scenario: ParsedScenario): Script {
  const calls = new Map<string, number>();
  const uses = new Map<string, number>();

  function recognise({ conversation, purpose, agentTag }: Question): Facts {
    const agent = agentTag ?? findAgent(conversation.system, scenario);
    return { ...conversation, agent, purpose, call: count(calls, `${agent ?? ""} ${purpose}`) };
  }

  function answer(facts: Facts): Answer {
    for (const [index, rule] of scenario.rules.entries()) {
      const captures = matchRule(rule, facts);
      const reply = captures && replyAtStep(rule, facts.step);
      if (!captures || !reply || !takeUse(rule, `${index} ${rule.replies ? facts.step : ""}`)) continue;
      return { reply: fillTemplate(reply, captures) as ParsedReply, rule: rule.name ?? `rules[${index}]` };
    }
    return byDefault(scenario, facts.purpose);
  }

  function takeUse({ times = Infinity }: Rule, key: string): boolean {
    if ((uses.get(key) ?? 0) >= times) return false;
    count(uses, key);
    return true;
  }

  return { recognise, answer };
}

function count(counts: Map<string, number>, key: string): number {
  const next = (counts.get(key) ?? 0) + 1;
  counts.set(key, next);
  return next;
}

function byDefault(scenario: ParsedScenario, purpose: Purpose): Answer {
  switch (purpose) {
    case "turn":
      return { reply: scenario.otherwise, rule: "otherwise" };
    case "compact":
      return { reply: summary, rule: "compact" };
    case "side":
      return { reply: title, rule: "side" };
  }
}
