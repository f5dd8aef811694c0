import { z } from "zod";
import { agentStatusSchema } from "./agent-status.ts";
import { agentConfigSchema, modelAccessSchema } from "./agent-config.ts";
import { inboxRowSchema, sendReceiptSchema, sendRequestSchema } from "./message.ts";
import { typedNameSchema } from "./names.ts";
import { operatorDecisionVerbs } from "./operator-decision-verbs.ts";
import type { VerbTable } from "./verb.ts";

const scopeSchema = z.object({
  agent_names: z.array(typedNameSchema).default([]),
  all: z.boolean().default(false),
});

/** What one agent of a scope came to; the others go on when one fails. */
const outcomeSchema = z.object({
  name: z.string(),
  ok: z.boolean(),
  error: z.string().optional(),
  code: z.string().optional(),
});

/** Verbs of host.sock: the operator's CLI and other local programs of the operator. */
export const hostVerbs = {
  ping: {
    summary: "Tells that the core is there, and which one.",
    request: z.object({}),
    response: z.object({
      rev: z.string(),
      pid: z.number().int(),
      /** Unix milliseconds. */
      started_at: z.number().int(),
      state_dir: z.string(),
      url: z.string(),
      runtime: z.string(),
      demo: z.boolean(),
      model_access: modelAccessSchema,
    }),
  },
  list: {
    summary: "Names of all agents, the manager first.",
    request: z.object({}),
    response: z.object({ agents: z.array(z.string()) }),
  },
  agent_status: {
    summary: "State of every agent.",
    request: z.object({}),
    response: z.object({ agent_statuses: z.array(agentStatusSchema) }),
  },
  subscribe_agent_status: {
    summary: "A bare ok, then one response per changed agent with a one-row list, best effort.",
    request: z.object({}),
    response: z.object({}),
    item: z.object({ agent_statuses: z.array(agentStatusSchema).length(1) }),
  },
  set_paused: {
    summary: "Holds an agent between turns, or lets it go on.",
    request: z.object({ name: typedNameSchema, paused: z.boolean() }),
    response: z.object({}),
  },
  spawn: {
    summary: "Creates an agent and starts it.",
    request: z.object({ name: typedNameSchema, config: agentConfigSchema.optional() }),
    response: z.object({ name: z.string(), port: z.number().int() }),
  },
  start: {
    summary: "Starts agents.",
    request: z.object({ scope: scopeSchema }),
    response: z.object({ results: z.array(outcomeSchema) }),
  },
  stop: {
    summary: "Stops agents; graceful lets a running turn be interrupted and its messages go back first.",
    request: z.object({ scope: scopeSchema, graceful: z.boolean().default(true) }),
    response: z.object({ results: z.array(outcomeSchema) }),
  },
  restart: {
    summary: "Stops and starts one agent.",
    request: z.object({ name: typedNameSchema }),
    response: z.object({}),
  },
  urls: {
    summary: "Where the pages are.",
    request: z.object({}),
    response: z.object({
      urls: z.object({
        domain: z.string().optional(),
        home: z.string().optional(),
        forge: z.string().optional(),
        matrix: z.string().optional(),
      }),
    }),
  },
  send: {
    summary: "Sends a message as the operator.",
    request: sendRequestSchema,
    response: sendReceiptSchema,
  },
  inbox: {
    summary: "Messages to the operator, newest last.",
    request: z.object({ limit: z.number().int().min(1).max(500).optional() }),
    response: z.object({ messages: z.array(inboxRowSchema) }),
  },
  mark_read: {
    summary:
      "Counts the messages to the operator as read, up to and with this one; read ones are deleted after 30 days.",
    request: z.object({ through: z.number().int() }),
    response: z.object({ read: z.number().int() }),
  },
  message_status: {
    summary: "A message and its fate.",
    request: z.object({ id: z.number().int() }),
    response: z.object({ message: inboxRowSchema }),
  },
  release: {
    summary: "Puts a dead or parked message back in its queue with a fresh attempt count and chain.",
    request: z.object({ id: z.number().int() }),
    response: z.object({ message: inboxRowSchema }),
  },
  dismiss: {
    summary: "Lets a dead or parked message go: nobody gets it, and it is deleted after 30 days.",
    request: z.object({ id: z.number().int() }),
    response: z.object({ message: inboxRowSchema }),
  },
  logs: {
    summary: "The end of an agent's log; with follow, then every new line until the connection closes.",
    request: z.object({
      name: typedNameSchema,
      lines: z.number().int().min(0).max(5000).default(200),
      follow: z.boolean().default(false),
    }),
    response: z.object({ lines: z.array(z.string()) }),
    item: z.object({ lines: z.array(z.string()) }),
  },
  exec: {
    summary: "Runs a command in an agent's cage; output is base64 and the last item holds the exit code.",
    request: z.object({
      name: typedNameSchema,
      argv: z.array(z.string()).min(1),
      pty: z
        .object({
          cols: z.number().int().min(1).max(1000),
          rows: z.number().int().min(1).max(1000),
        })
        .optional(),
    }),
    response: z.object({}),
    item: z.union([
      z.object({ stdout: z.string() }),
      z.object({ stderr: z.string() }),
      z.object({ exit_code: z.number().int() }),
    ]),
    input: z.union([
      z.object({ stdin: z.string() }),
      z.object({ eof: z.literal(true) }),
      z.object({ resize: z.object({ cols: z.number().int(), rows: z.number().int() }) }),
      z.object({ signal: z.enum(["SIGINT", "SIGTERM", "SIGKILL", "SIGHUP"]) }),
    ]),
  },
  login_link: {
    summary: "A new one-time link that logs a browser in as the operator.",
    request: z.object({}),
    response: z.object({ url: z.string(), expires_at: z.number().int() }),
  },
  ...operatorDecisionVerbs,
} as const satisfies VerbTable;
export type HostVerbs = typeof hostVerbs;
