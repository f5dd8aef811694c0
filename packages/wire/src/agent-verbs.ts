import { z } from "zod";
import { pushedEventSchema } from "./agent-event.ts";
import { whoamiSchema } from "./agent-config.ts";
import { controlMessageSchema } from "./control.ts";
import { decisionVerbs } from "./decision-verbs.ts";
import {
  MAX_PUSHED_EVENTS,
  MAX_REASON_LENGTH,
  MAX_RECV_BATCH,
  MAX_RECV_WAIT_SECONDS,
  MAX_STATUS_LENGTH,
} from "./limits.ts";
import {
  deliveredMessageSchema,
  inboxRowSchema,
  messageStateSchema,
  sendReceiptSchema,
  sendRequestSchema,
} from "./message.ts";
import { managerVerbs } from "./manager-verbs.ts";
import type { VerbTable } from "./verb.ts";

/** Verbs of an agent's own socket and of the manager's. Who may do what is the core's decision, by the socket. */
export const agentVerbs = {
  hello: {
    summary: "Says that a harness process started; the answer holds what it needs to go on.",
    request: z.object({
      boot_id: z.string().min(1).max(100),
      harness: z.enum(["hive-ag3nt", "hive-m1nd"]),
    }),
    response: whoamiSchema.extend({ paused: z.boolean(), turns: z.number().int() }),
  },
  whoami: { summary: "Tells the caller who it is.", request: z.object({}), response: whoamiSchema },
  send: {
    summary: "Stores a message; answered once it is on disk.",
    request: sendRequestSchema,
    response: sendReceiptSchema,
  },
  recv: {
    summary: "Leases waiting messages, oldest first; waits for the first one only, then drains up to `max`.",
    request: z.object({
      wait_seconds: z
        .number()
        .min(0)
        .optional()
        .meta({ description: `Capped at ${MAX_RECV_WAIT_SECONDS}; 0 or absent returns at once.` }),
      max: z
        .number()
        .int()
        .min(1)
        .optional()
        .meta({ description: `Default 1, capped at ${MAX_RECV_BATCH}.` }),
    }),
    response: z.object({ messages: z.array(deliveredMessageSchema), queued: z.number().int() }),
  },
  ack_turn: {
    summary:
      "Acks the leased messages named in `ids`, or all of them when absent; leases not named go back to the queue.",
    request: z.object({ ids: z.array(z.number().int()).optional() }),
    response: z.object({ acked: z.number().int(), requeued: z.number().int() }),
  },
  requeue_inflight: {
    summary: "Returns leased messages to the queue, in their old order.",
    request: z.object({
      reason: z.string().max(MAX_REASON_LENGTH).optional(),
      delay_seconds: z
        .number()
        .min(0)
        .max(86_400)
        .optional()
        .meta({ description: "They are not delivered again before." }),
      refund_attempt: z.boolean().optional().meta({ description: "Do not count this delivery, e.g. on a rate limit." }),
    }),
    response: z.object({ requeued: z.number().int(), dead: z.number().int() }),
  },
  recent: {
    summary: "Lists the newest messages to the caller without delivering or acking.",
    request: z.object({ limit: z.number().int().min(1).max(200).optional() }),
    response: z.object({ messages: z.array(inboxRowSchema) }),
  },
  message_status: {
    summary: "Tells a sender what became of its messages.",
    request: z.object({ ids: z.array(z.number().int()).min(1).max(100) }),
    response: z.object({
      statuses: z.array(
        z.object({
          id: z.number().int(),
          to: z.string(),
          state: messageStateSchema,
          attempts: z.number().int(),
          /** When the operator let it go, Unix milliseconds. */
          dismissed_at: z.number().int().optional(),
          note: z.string().optional(),
        }),
      ),
    }),
  },
  set_status: {
    summary: "Sets the line that pages show beside the agent's name; empty clears it.",
    request: z.object({ text: z.string().max(MAX_STATUS_LENGTH) }),
    response: z.object({}),
  },
  push_events: {
    summary: "Stores harness events; those already stored are ignored.",
    request: z.object({
      boot_id: z.string().min(1).max(100),
      events: z.array(pushedEventSchema).min(1).max(MAX_PUSHED_EVENTS),
    }),
    response: z.object({ stored_through: z.number().int() }),
  },
  control: {
    summary: "Opens the stream on which the core directs the harness; a newer stream replaces an older one.",
    request: z.object({ boot_id: z.string().min(1).max(100) }),
    response: z.object({}),
    item: controlMessageSchema,
  },
  ...decisionVerbs,
  ...managerVerbs,
} as const satisfies VerbTable;
export type AgentVerbs = typeof agentVerbs;
