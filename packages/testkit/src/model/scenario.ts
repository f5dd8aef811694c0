import { z } from 'zod';

const pattern = z
  .string()
  .superRefine((source, context) => {
    const problem = whyNotRegExp(source);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  })
  .describe('JavaScript regular expression, tried with the flags `su` and never anchored; write `(?i:…)` to ignore case');

const milliseconds = z.number().int().nonnegative();
const tokens = z.number().int().nonnegative();

const blockSchema = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ type: z.literal('text'), text: z.string() }),
    z.strictObject({ type: z.literal('thinking'), thinking: z.string(), signature: z.string().optional() }),
    z.strictObject({
      type: z.literal('tool_use'),
      name: z.string().min(1),
      input: z.record(z.string(), z.unknown()).default({}),
      id: z.string().optional(),
    }),
  ],
  { error: 'expected `type` to be one of `text`, `thinking`, `tool_use`' },
);

const errorSchema = z.strictObject({
  kind: z
    .enum(['authentication', 'permission', 'rate_limit', 'overloaded', 'prompt_too_long', 'invalid_request', 'server', 'cut'])
    .describe('which failure to act out; `cut` drops the connection before any answer'),
  message: z.string().optional().describe('text of the error instead of the usual one'),
  retryAfterSeconds: z.number().nonnegative().optional().describe('`retry-after` header of `rate_limit` and `overloaded`'),
  resetsInSeconds: z.number().optional().describe('of `rate_limit`: when the limit resets, counted from now'),
  claim: z.enum(['five_hour', 'seven_day']).optional().describe('of `rate_limit`: acts out a subscription limit of that window'),
  retry: z.boolean().optional().describe('`x-should-retry` header, which claude obeys'),
  tokens: tokens.optional().describe('of `prompt_too_long`: size of the prompt'),
  maximum: tokens.optional().describe('of `prompt_too_long`: size of the window'),
});

const usageSchema = z.strictObject({
  inputTokens: tokens.optional(),
  outputTokens: tokens.optional(),
  cacheReadTokens: tokens.optional(),
  cacheCreationTokens: tokens.optional(),
});

const replyObjectSchema = z
  .strictObject({
    blocks: z.array(blockSchema).min(1).optional().describe('what the model says'),
    error: errorSchema.optional().describe('a failure instead of an answer'),
    stopReason: z.enum(['end_turn', 'tool_use', 'max_tokens', 'stop_sequence', 'refusal']).optional(),
    usage: usageSchema.optional().describe('token counts; estimated from the sizes when left out'),
    delayMs: milliseconds.optional().describe('wait before the first byte'),
    chunkDelayMs: milliseconds.optional().describe('wait before every further stream event'),
    chunkSize: z.number().int().positive().optional().describe('characters per delta, 24 when left out'),
    cut: z
      .strictObject({
        afterEvents: z.number().int().nonnegative(),
        error: z.enum(['overloaded', 'server']).optional().describe('send this as an `error` event; without it the connection drops'),
      })
      .optional()
      .describe('end the stream early'),
    headers: z.record(z.string(), z.string()).optional().describe('further headers of the answer'),
  })
  .refine((reply) => (reply.blocks === undefined) !== (reply.error === undefined), {
    error: 'expected exactly one of `blocks` and `error`',
  });

type ReplyObject = typeof replyObjectSchema;

const replySchema = z
  .preprocess((value) => (typeof value === 'string' ? { blocks: [{ type: 'text', text: value }] } : value), replyObjectSchema)
  .describe('a text, or an object with `blocks` or `error`') as unknown as z.ZodType<z.output<ReplyObject>, string | z.input<ReplyObject>>;

const whenSchema = z.strictObject({
  agent: z.string().optional().describe('name of the agent that asks'),
  prompt: pattern.optional().describe('the text that began the turn'),
  toolResult: pattern.optional().describe('text of the tool results in the newest message'),
  tool: z.string().optional().describe('name of a tool whose result is in the newest message'),
  newest: pattern.optional().describe('anything in the newest message, reminders and steering included'),
  system: pattern.optional().describe('the system prompt'),
  model: pattern.optional().describe('the model asked for'),
  call: z.number().int().positive().optional().describe('the nth request of this agent and purpose since the scenario was set'),
  step: z.number().int().nonnegative().optional().describe('how many answers the model gave in this turn already'),
  purpose: z
    .enum(['turn', 'compact', 'side'])
    .optional()
    .describe("`turn` when left out; `compact` is claude's summary request, `side` its own small requests such as titles"),
});

const ruleSchema = z
  .strictObject({
    name: z.string().optional().describe('shown in the request log'),
    when: whenSchema.default({}),
    reply: replySchema.optional().describe('one answer; at the first step of a turn unless `tool`, `toolResult`, `newest` or `step` is given'),
    replies: z.array(replySchema).min(1).optional().describe('the answers of a whole turn, one per step'),
    times: z.number().int().positive().optional().describe('how often the rule answers (each step counted by itself); without it, always'),
  })
  .refine((rule) => (rule.reply === undefined) !== (rule.replies === undefined), {
    error: 'expected exactly one of `reply` and `replies`',
  });

/** What a scenario file holds: rules tried in order, and the answer when none fits. */
export const scenarioSchema = z.strictObject({
  about: z.string().optional().describe('what the scenario shows'),
  agentPattern: pattern.optional().describe('finds the name of the agent in the system prompt, as first group'),
  rules: z.array(ruleSchema).describe('tried in order; the first that fits answers'),
  otherwise: replySchema.default({ blocks: [{ type: 'text', text: 'Nothing to do.' }] }),
});

export type Scenario = z.input<typeof scenarioSchema>;
export type ParsedScenario = z.output<typeof scenarioSchema>;
export type Rule = ParsedScenario['rules'][number];
export type When = Rule['when'];
export type Reply = z.input<typeof replySchema>;
export type ParsedReply = z.output<typeof replyObjectSchema>;
export type Block = z.output<typeof blockSchema>;
export type ReplyError = z.output<typeof errorSchema>;

/** Turns a reply as a test writes it into its full form; throws a `ZodError` when it is malformed. */
export function parseReply(reply: Reply): ParsedReply {
  return replySchema.parse(reply);
}

function whyNotRegExp(source: string): string | undefined {
  try {
    new RegExp(source, 'su');
    return undefined;
  } catch (cause) {
    return `expected a regular expression, got ${JSON.stringify(source)}: ${String(cause)}`;
  }
}
