import type { Conversation } from "./conversation.ts";
import type { Purpose } from "./request-purpose.ts";
import type { ParsedReply } from "./reply.ts";
import type { Rule, When } from "./scenario.ts";
import { numberedPatterns } from "./template-faults.ts";
import type { Captures } from "./template.ts";

/** One request in the eyes of a rule; `call` counts the requests of this agent and purpose, from 1. */
export type Facts = Conversation & { agent: string | undefined; purpose: Purpose; call: number };

/** What the patterns of a rule caught, or undefined when the rule does not fit. */
export function matchRule({ when }: Rule, facts: Facts): Captures | undefined {
  if (!fitsFacts(when, facts)) return undefined;
  const matches = numberedPatterns.flatMap((key) =>
    when[key] === undefined ? [] : [new RegExp(when[key], "su").exec(facts[key])],
  );
  if (matches.includes(null)) return undefined;
  const found = matches.filter((match) => match !== null);
  return {
    groups: found.flatMap((match) => match.slice(1).map((group) => group ?? "")),
    named: { ...builtIns(facts), ...Object.assign({}, ...found.map(({ groups }) => groups)) },
  };
}

/** The answer that a rule has for this step of a turn; undefined when it has none. */
export function replyAtStep({ when, reply, replies }: Rule, step: number): ParsedReply | undefined {
  if (replies) return replies[step];
  return step === 0 || saysWhichStep(when) ? reply : undefined;
}

function fitsFacts(when: When, facts: Facts): boolean {
  return (
    (when.purpose ?? "turn") === facts.purpose &&
    (when.agent === undefined || when.agent === facts.agent) &&
    (when.call === undefined || when.call === facts.call) &&
    (when.step === undefined || when.step === facts.step) &&
    (when.tool === undefined || facts.toolNames.includes(when.tool))
  );
}

function saysWhichStep({ tool, toolResult, newest, step, call, purpose }: When): boolean {
  return [tool, toolResult, newest, step, call].some((value) => value !== undefined) || (purpose ?? "turn") !== "turn";
}

function builtIns({ agent, prompt, toolResult, model, call, step }: Facts): Record<string, string> {
  return { agent: agent ?? "", prompt, toolResult, model, call: String(call), step: String(step) };
}
