import { z } from "zod";
import { riskSchema } from "./approval.ts";
import { MAX_DESCRIPTION_LENGTH } from "./limits.ts";
import { idempotencyKeySchema } from "./message.ts";
import { typedNameSchema } from "./names.ts";
import type { VerbTable } from "./verb.ts";

const descriptionSchema = z.string().trim().min(1).max(MAX_DESCRIPTION_LENGTH);
const nameRequest = z.object({ name: typedNameSchema });
const agentRequest = nameRequest.extend({
  description: descriptionSchema.optional().meta({ description: "What the agent is for; the operator reads it." }),
  key: idempotencyKeySchema.optional(),
});
const queued = z.object({ approval_id: z.number().int(), duplicate: z.boolean() });

/** Verbs that only the manager's socket carries out; on every other they are `forbidden`. */
export const managerVerbs = {
  request_apply_commit: {
    summary: "Pins a commit of an agent's proposed configuration and asks the operator to approve it.",
    request: z.object({
      agent: typedNameSchema,
      commit_ref: z.string().min(1).max(100).meta({ description: "7 to 40 hex digits of a commit, never a branch." }),
      description: descriptionSchema.optional(),
      key: idempotencyKeySchema.optional(),
    }),
    response: queued.extend({ sha: z.string(), risk: riskSchema, supersedes: z.array(z.number().int()) }),
  },
  request_init_config: {
    summary: "Asks the operator for the configuration repo of an agent that does not exist yet.",
    request: agentRequest,
    response: queued,
  },
  request_spawn: {
    summary: "Asks the operator for a new agent with the default configuration.",
    request: agentRequest,
    response: queued,
  },
  kill: { summary: "Stops an agent.", request: nameRequest, response: z.object({}) },
  start: { summary: "Starts an agent.", request: nameRequest, response: z.object({}) },
  restart: { summary: "Stops and starts an agent.", request: nameRequest, response: z.object({}) },
  update: {
    summary: "Brings an agent to what is deployed once more; `rebuilt` follows as a message.",
    request: nameRequest,
    response: z.object({
      build_id: z.number().int(),
      /** True when such a build was waiting already. */
      duplicate: z.boolean(),
    }),
  },
  get_logs: {
    summary: "The end of an agent's log.",
    request: nameRequest.extend({ lines: z.number().int().min(1).max(1000).default(100) }),
    response: z.object({ lines: z.array(z.string()) }),
  },
} as const satisfies VerbTable;
