import { z } from "zod";

const milliseconds = z.number().int().nonnegative();
const tokens = z.number().int().nonnegative();

const blockSchema = z.discriminatedUnion(
  "type",
  [
    z.strictObject({ type: z.literal("text"), text: z.string() }),
    z.strictObject({ type: z.literal("thinking"), thinking: z.string(), signature: z.string().optional() }),
    z.strictObject({
      type: z.literal("tool_use"),
      name: z.string().min(1),
      input: z.record(z.string(), z.unknown()).default({}),
      id: z.string().optional(),
    }),
  ],
  { error: "expected `type` to be one of `text`, `thinking`, `tool_use`" },
);

const errorSchema = z.strictObject({
  kind: z
    .enum([
      "authentication",
      "permission",
      "rate_limit",
      "overloaded",
      "prompt_too_long",
      "invalid_request",
      "server",
      "cut",
    ])
    .describe("which failure to act out; `cut` drops the connection before any answer"),
  message: z.string().optional().describe("text of the error instead of the usual one"),
  retryAfterSeconds: z
    .number()
    .nonnegative()
    .optional()
    .describe("`retry-after` header of `rate_limit` and `overloaded`"),
  resetsInSeconds: z.number().optional().describe("of `rate_limit`: when the limit resets, counted from now"),
  claim: z
    .enum(["five_hour", "seven_day"])
    .optional()
    .describe("of `rate_limit`: acts out a subscription limit of that window"),
  retry: z.boolean().optional().describe("`x-should-retry` header, which claude obeys"),
  tokens: tokens.optional().describe("of `prompt_too_long`: size of the prompt"),
  maximum: tokens.optional().describe("of `prompt_too_long`: size of the window"),
});

const usageSchema = z.strictObject({
  inputTokens: tokens.optional(),
  outputTokens: tokens.optional(),
  cacheReadTokens: tokens.optional(),
  cacheCreationTokens: tokens.optional(),
});

const replyObjectSchema = z
  .strictObject({
    blocks: z.array(blockSchema).min(1).optional().describe("what the model says"),
    error: errorSchema.optional().describe("a failure instead of an answer"),
    stopReason: z.enum(["end_turn", "tool_use", "max_tokens", "stop_sequence", "refusal"]).optional(),
    usage: usageSchema.optional().describe("token counts; estimated from the sizes when left out"),
    delayMs: milliseconds.optional().describe("wait before the first byte"),
    chunkDelayMs: milliseconds.optional().describe("wait before every further stream event"),
    chunkSize: z.number().int().positive().optional().describe("characters per delta, 24 when left out"),
    cut: z
      .strictObject({
        afterEvents: z.number().int().nonnegative(),
        error: z
          .enum(["overloaded", "server"])
          .optional()
          .describe("send this as an `error` event; without it the connection drops"),
      })
      .optional()
      .describe("end the stream early"),
    headers: z.record(z.string(), z.string()).optional().describe("further headers of the answer"),
  })
  .refine((reply) => (reply.blocks === undefined) !== (reply.error === undefined), {
    error: "expected exactly one of `blocks` and `error`",
  });

type ReplyObject = typeof replyObjectSchema;

/** One answer of the model, or the failure it acts out; a plain text stands for a single text block. */
export const replySchema = z
  .preprocess(
    (value) => (typeof value === "string" ? { blocks: [{ type: "text", text: value }] } : value),
    replyObjectSchema,
  )
  .describe("a text, or an object with `blocks` or `error`") as unknown as z.ZodType<
  z.output<ReplyObject>,
  string | z.input<ReplyObject>
>;

export type Reply = z.input<typeof replySchema>;
export type ParsedReply = z.output<typeof replyObjectSchema>;
export type Block = z.output<typeof blockSchema>;
export type ReplyError = z.output<typeof errorSchema>;

/** Turns a reply as a test writes it into its full form; throws a `ZodError` when it is malformed. */
export function parseReply(reply: Reply): ParsedReply {
  return replySchema.parse(reply);
}
