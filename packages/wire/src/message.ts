import { z } from "zod";
import { MAX_BODY_BYTES } from "./limits.ts";

/** What became of a message: `parked` waits for the operator because its chain grew too long, `dead` failed five deliveries. */
export const messageStateSchema = z.enum(["queued", "delivered", "acked", "dead", "parked"]);
export type MessageState = z.infer<typeof messageStateSchema>;

/** A path in a body that names a readable file in the sender's own mounts. */
export const fileRefSchema = z.object({
  /** The token as it stands in the body, a path in the sender's cage. */
  path: z.string(),
  /** Where the core found it on the host; agents are not told. */
  host_path: z.string().optional(),
  size: z.number().int(),
});
export type FileRef = z.infer<typeof fileRefSchema>;

/** One stored message. Times are Unix milliseconds. */
export const messageSchema = z.object({
  id: z.number().int(),
  from: z.string(),
  to: z.string(),
  body: z.string(),
  sent_at: z.number().int(),
  in_reply_to: z.number().int().optional(),
  /** Messages that caused one another share a chain; `hops` counts how many came before. */
  chain_id: z.string(),
  hops: z.number().int(),
  file_refs: z.array(fileRefSchema),
});
export type Message = z.infer<typeof messageSchema>;

/** What `recv` hands out: a lease on the message until it is acked or requeued. */
export const deliveredMessageSchema = z.object({
  id: z.number().int(),
  /** True when an earlier delivery was not acked; the work may already be done. */
  redelivered: z.boolean(),
  /** 1 on the first delivery, at most 5. */
  attempt: z.number().int(),
  message: messageSchema,
});
export type DeliveredMessage = z.infer<typeof deliveredMessageSchema>;

/** A message and its fate, for listings; listing neither delivers nor acks. */
export const inboxRowSchema = messageSchema.extend({
  state: messageStateSchema,
  attempts: z.number().int(),
  delivered_at: z.number().int().optional(),
  acked_at: z.number().int().optional(),
  /** When the operator let a dead or parked message go: nobody gets it, and it is deleted 30 days later. */
  dismissed_at: z.number().int().optional(),
  /** Why the message is dead or parked, or why it was last requeued. */
  note: z.string().optional(),
});
export type InboxRow = z.infer<typeof inboxRowSchema>;

/** A message body within the cap of 64 KiB of UTF-8. */
export const messageBodySchema = z
  .string()
  .min(1, "expected some text, got an empty body")
  .superRefine((body, context) => {
    const size = new TextEncoder().encode(body).byteLength;
    if (size <= MAX_BODY_BYTES) return;
    context.addIssue({
      code: "custom",
      params: { code: "body_too_large" },
      message: `expected at most ${MAX_BODY_BYTES} bytes, got ${size}; write the text to a file under /shared and send its path`,
    });
  })
  .meta({ description: "Text of the message, at most 64 KiB of UTF-8." });

/** Lets a sender repeat a `send` safely: the same key from the same sender stores one message. */
export const idempotencyKeySchema = z.string().min(1).max(200);

/** What a sender hands over, on whichever door. */
export const sendRequestSchema = z.object({
  to: z.string().min(1).max(100),
  body: messageBodySchema,
  in_reply_to: z.number().int().optional(),
  key: idempotencyKeySchema.optional(),
});
export type SendRequest = z.infer<typeof sendRequestSchema>;

/** What `send` promises once it answers: each recipient's message is on disk. */
export const sendReceiptSchema = z.object({
  receipts: z.array(z.object({ id: z.number().int(), to: z.string(), state: messageStateSchema })),
  /** True when the key was seen before and nothing new was stored. */
  duplicate: z.boolean(),
  /** Something the sender should know, e.g. that the chain was parked. */
  hint: z.string().optional(),
});
export type SendReceipt = z.infer<typeof sendReceiptSchema>;
