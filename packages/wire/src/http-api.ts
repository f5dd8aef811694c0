import { z } from "zod";
import { modelAccessSchema } from "./agent-config.ts";
import { agentEventRowSchema } from "./agent-event.ts";
import { containerViewSchema, transientKindSchema } from "./agent-status.ts";
import { streamPositionSchema } from "./dashboard-event.ts";
import { approvalViewSchema, noteSchema, optionalNoteSchema } from "./approval.ts";
import { buildLineSchema, buildSchema } from "./build.ts";
import { looseEndSchema } from "./loose-end.ts";
import { inboxRowSchema, sendRequestSchema } from "./message.ts";
import { metaInputSchema } from "./meta-input.ts";
import { portConflictSchema } from "./port-conflict.ts";
import { answerTextSchema, questionSchema } from "./question.ts";
import { snapshotProblemSchema } from "./snapshot-problem.ts";
import { tombstoneSchema } from "./tombstone.ts";

/** Facts about the hive that do not change while it runs. */
export const hiveInfoSchema = z.object({
  rev: z.string(),
  host: z.string(),
  started_at: z.number().int(),
  demo: z.boolean(),
  model_access: modelAccessSchema,
});
export type HiveInfo = z.infer<typeof hiveInfoSchema>;

/** `GET /api/state`: everything the dashboard shows but the message flow. */
export const stateSnapshotSchema = streamPositionSchema.extend({
  hive: hiveInfoSchema,
  containers: z.array(containerViewSchema),
  transients: z.array(z.object({ name: z.string(), transient: transientKindSchema, since: z.number().int() })),
  /** The newest 50 messages to the operator, oldest first. */
  inbox: z.array(inboxRowSchema),
  /** Questions to the operator that are open, oldest first. */
  questions: z.array(questionSchema),
  /** Approvals that wait, oldest first. */
  approvals: z.array(approvalViewSchema),
  /** The newest 30 that were decided, newest first. */
  approval_history: z.array(approvalViewSchema),
  /** The build queue and the newest that ended, oldest first. */
  builds: z.array(buildSchema),
  /** Destroyed agents whose files are still there, by name. */
  tombstones: z.array(tombstoneSchema),
  /** The meta lock: `hyperhive` first, then the agents by name. */
  meta_inputs: z.array(metaInputSchema),
  port_conflicts: z.array(portConflictSchema),
  /** What all agents have cost since midnight, in dollars. */
  cost_today: z.number(),
  /** What could not be read; empty on a good day. */
  problems: z.array(snapshotProblemSchema),
});
export type StateSnapshot = z.infer<typeof stateSnapshotSchema>;

/** `GET /dashboard/history?before=`: the newest 200 messages of the hive, or the 200 before an id, oldest first. */
export const messageHistorySchema = streamPositionSchema.extend({
  messages: z.array(inboxRowSchema),
  /** Whether there are older ones. */
  more: z.boolean(),
});
export type MessageHistory = z.infer<typeof messageHistorySchema>;

/** `GET /api/search?q=&before=`: messages that contain every word, newest first. */
export const messageSearchSchema = z.object({
  messages: z.array(inboxRowSchema),
  /** Ask with `before` = this id to look further back; absent when everything was looked at. */
  next: z.number().int().optional(),
});
export type MessageSearch = z.infer<typeof messageSearchSchema>;

/** `GET /api/build/<id>`: a build and what it printed. */
export const buildOutputSchema = z.object({ build: buildSchema, lines: z.array(buildLineSchema) });
export type BuildOutput = z.infer<typeof buildOutputSchema>;

/** `GET /agent/<name>/api/state`: everything the agent page shows but the live view. */
export const agentPageStateSchema = streamPositionSchema.extend({
  hive: hiveInfoSchema,
  container: containerViewSchema,
  /** The newest 30 messages to the agent, oldest first. */
  inbox: z.array(inboxRowSchema),
  dashboard_port: z.number().int(),
});
export type AgentPageState = z.infer<typeof agentPageStateSchema>;

/** `GET /agent/<name>/events/history`: the newest 2,000 events, oldest first. */
export const agentHistorySchema = streamPositionSchema.extend({
  events: z.array(agentEventRowSchema),
});
export type AgentHistory = z.infer<typeof agentHistorySchema>;

/** `POST /agent/<name>/send`; the path says to whom. */
export const agentSendSchema = sendRequestSchema.omit({ to: true });
/** `POST /inbox/read`: counts messages to the operator as read, up to and with this one. */
export const markReadSchema = z.object({ through: z.number().int() });
/** `POST /start`, `/kill`, `/restart`. */
export const nameBodySchema = z.object({ name: z.string() });
/** `POST /pause`. */
export const pauseBodySchema = z.object({ name: z.string(), paused: z.boolean() });
/** `POST /agent/<name>/api/model`. */
export const modelBodySchema = z.object({ model: z.string().min(1).max(100) });

/** `POST /deny/<id>`. */
export const denyBodySchema = z.object({ note: optionalNoteSchema });
/** `POST /revise/<id>`. */
export const reviseBodySchema = z.object({ note: noteSchema });
/** `POST /answer-question/<id>`. */
export const answerBodySchema = z.object({ answer: answerTextSchema });
/** `POST /meta-update`: names of the lock's entries, comma-joined. */
export const metaUpdateBodySchema = z.object({ inputs: z.string().min(1) });
/** What queued several rebuilds answers: their builds, in order. */
export const queuedBuildsSchema = z.object({ ok: z.literal(true), build_ids: z.array(z.number().int()) });
export type QueuedBuilds = z.infer<typeof queuedBuildsSchema>;
/** `POST /destroy`. */
export const destroyBodySchema = z.object({ name: z.string(), purge: z.boolean().default(false) });
/** `GET /agent/<name>/api/loose-ends`. */
export const looseEndsSchema = z.object({ loose_ends: z.array(looseEndSchema) });
export type LooseEnds = z.infer<typeof looseEndsSchema>;

/** Body of every HTTP error. */
export const httpErrorSchema = z.object({
  ok: z.literal(false),
  error: z.string(),
  code: z.string(),
});
export type HttpError = z.infer<typeof httpErrorSchema>;
