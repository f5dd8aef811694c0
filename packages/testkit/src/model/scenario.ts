import { z } from "zod";
import { replySchema } from "./reply.ts";

const pattern = z
  .string()
  .superRefine((source, context) => {
    const problem = whyNotRegExp(source);
    if (problem) context.addIssue({ code: "custom", message: problem });
  })
  .describe(
    "JavaScript regular expression, tried with the flags `su` and never anchored; write `(?i:…)` to ignore case",
  );

const whenSchema = z.strictObject({
  agent: z.string().optional().describe("name of the agent that asks"),
  prompt: pattern.optional().describe("the text that began the turn"),
  toolResult: pattern.optional().describe("text of the tool results in the newest message"),
  tool: z.string().optional().describe("name of a tool whose result is in the newest message"),
  newest: pattern.optional().describe("anything in the newest message, reminders and steering included"),
  system: pattern.optional().describe("the system prompt"),
  model: pattern.optional().describe("the model asked for"),
  call: z
    .number()
    .int()
    .positive()
    .optional()
    .describe("the nth request of this agent and purpose since the scenario was set"),
  step: z.number().int().nonnegative().optional().describe("how many answers the model gave in this turn already"),
  purpose: z
    .enum(["turn", "compact", "side"])
    .optional()
    .describe(
      "`turn` when left out; `compact` is claude's summary request, `side` its own small requests such as titles",
    ),
});

const ruleSchema = z
  .strictObject({
    name: z.string().optional().describe("shown in the request log"),
    when: whenSchema.default({}),
    reply: replySchema
      .optional()
      .describe("one answer; at the first step of a turn unless `tool`, `toolResult`, `newest` or `step` is given"),
    replies: z.array(replySchema).min(1).optional().describe("the answers of a whole turn, one per step"),
    times: z
      .number()
      .int()
      .positive()
      .optional()
      .describe("how often the rule answers (each step counted by itself); without it, always"),
  })
  .refine((rule) => (rule.reply === undefined) !== (rule.replies === undefined), {
    error: "expected exactly one of `reply` and `replies`",
  });

/** What a scenario file holds: rules tried in order, and the answer when none fits. */
export const scenarioSchema = z.strictObject({
  about: z.string().optional().describe("what the scenario shows"),
  agentPattern: pattern.optional().describe("finds the name of the agent in the system prompt, as first group"),
  rules: z.array(ruleSchema).describe("tried in order; the first that fits answers"),
  otherwise: replySchema.default({ blocks: [{ type: "text", text: "Nothing to do." }] }),
});

export type Scenario = z.input<typeof scenarioSchema>;
export type ParsedScenario = z.output<typeof scenarioSchema>;
export type Rule = ParsedScenario["rules"][number];
export type When = Rule["when"];

function whyNotRegExp(source: string): string | undefined {
  try {
    new RegExp(source, "su");
    return undefined;
  } catch (cause) {
    return `expected a regular expression, got ${JSON.stringify(source)}: ${String(cause)}`;
  }
}
