export {
  BROADCAST,
  displayName,
  identityOf,
  isReservedName,
  MANAGER,
  MANAGER_CAGE,
  nameProblem,
  OPERATOR,
  SYSTEM,
} from "./addresses.ts";
export {
  agentConfigSchema,
  DEFAULT_TOOLS,
  extraMcpServerSchema,
  MAX_PROMPT_BYTES,
  modelAccessSchema,
  networkModeSchema,
  whoamiSchema,
  type AgentConfig,
  type AgentConfigInput,
  type AgentLimits,
  type ExtraMcpServer,
  type ModelAccessMode,
  type Whoami,
} from "./agent-config.ts";
export { liesIn, type AgentMount } from "./agent-mount.ts";
export { agentYamlSchema, type AgentYaml } from "./agent-yaml.ts";
export {
  agentEventRowSchema,
  agentEventSchema,
  pushedEventSchema,
  turnOutcomeSchema,
  turnStateSchema,
  turnUsageSchema,
  type AgentEvent,
  type AgentEventRow,
  type PushedEvent,
  type TurnOutcome,
  type TurnState,
  type TurnUsage,
} from "./agent-event.ts";
export { agentPort } from "./agent-port.ts";
export {
  agentConfigFileSchema,
  agentJournalSchema,
  filePreviewSchema,
  stateFileSchema,
  type AgentConfigFile,
  type AgentJournal,
  type FilePreview,
  type StateFile,
} from "./agent-files.ts";
export {
  agentStatusSchema,
  containerViewSchema,
  transientKindSchema,
  type AgentStatus,
  type ContainerView,
  type TransientKind,
} from "./agent-status.ts";
export {
  approvalDiffSchema,
  approvalKindSchema,
  approvalRowSchema,
  approvalStageSchema,
  approvalStatusSchema,
  approvalViewSchema,
  diffBaseSchema,
  noteSchema,
  riskSchema,
  type ApprovalDiff,
  type ApprovalKind,
  type ApprovalRow,
  type ApprovalStage,
  type ApprovalStatus,
  type ApprovalView,
  type DiffBase,
  type Risk,
} from "./approval.ts";
export {
  buildKindSchema,
  buildLineSchema,
  buildSchema,
  buildStateSchema,
  type Build,
  type BuildKind,
  type BuildLine,
  type BuildState,
} from "./build.ts";
export { cancellableSchema, looseEndSchema, type LooseEnd } from "./loose-end.ts";
export {
  answerFateSchema,
  answerSchema,
  answerTextSchema,
  askSchema,
  questionSchema,
  questionStateSchema,
  type AnswerFate,
  type AskRequest,
  type Question,
  type QuestionState,
} from "./question.ts";
export { remindSchema, reminderSchema, type Reminder, type RemindRequest } from "./reminder.ts";
export { agentVerbs, type AgentVerbs } from "./agent-verbs.ts";
export { controlMessageSchema, type ControlMessage } from "./control.ts";
export {
  dashboardEventSchema,
  streamPositionSchema,
  type DashboardEvent,
  type DashboardFrame,
  type StreamPosition,
} from "./dashboard-event.ts";
export { failedResponse, okResponse, openResponse, parseAs, toHiveError, type FailedResponse } from "./envelope.ts";
export { ERRORS, HiveError, isErrorCode, messageOf, type ErrorCode, type ErrorEntry } from "./errors.ts";
export { hiveStatsSchema, statPointSchema, type HiveStats, type StatPoint } from "./hive-stats.ts";
export { metaInputSchema, type MetaInput } from "./meta-input.ts";
export { portConflicts, portConflictSchema, type PortConflict } from "./port-conflict.ts";
export {
  pushEndpointSchema,
  pushKeySchema,
  pushMessageSchema,
  pushSubscriptionSchema,
  type PushKey,
  type PushMessage,
  type PushSubscriptionData,
} from "./push.ts";
export {
  repoChangeSchema,
  repoCommitSchema,
  repoHistorySchema,
  repoTagSchema,
  type RepoChange,
  type RepoCommit,
  type RepoHistory,
  type RepoTag,
} from "./repo-history.ts";
export {
  snapshotProblemSchema,
  snapshotSectionSchema,
  type SnapshotProblem,
  type SnapshotSection,
} from "./snapshot-problem.ts";
export { tombstoneSchema, type Tombstone } from "./tombstone.ts";
export { encodeLine, LineSplitter, parseLine, type SplitLine } from "./framing.ts";
export { helperEventSchema, type HelperEvent } from "./helper-event.ts";
export { hostVerbs, type HostVerbs } from "./host-verbs.ts";
export {
  agentHistorySchema,
  agentPageStateSchema,
  agentSendSchema,
  answerBodySchema,
  buildOutputSchema,
  denyBodySchema,
  destroyBodySchema,
  hiveInfoSchema,
  httpErrorSchema,
  looseEndsSchema,
  markReadSchema,
  messageHistorySchema,
  messageSearchSchema,
  metaUpdateBodySchema,
  modelBodySchema,
  nameBodySchema,
  pauseBodySchema,
  queuedBuildsSchema,
  reviseBodySchema,
  stateSnapshotSchema,
  type AgentHistory,
  type AgentPageState,
  type BuildOutput,
  type HiveInfo,
  type HttpError,
  type LooseEnds,
  type MessageHistory,
  type MessageSearch,
  type QueuedBuilds,
  type StateSnapshot,
} from "./http-api.ts";
export {
  AGENT_CONFIG_PATH,
  DEFAULT_MODEL,
  DEFAULT_SOCKET,
  DEFAULT_WEB_PORT,
  MAX_ANSWER_LENGTH,
  MAX_BODY_BYTES,
  MAX_CHAIN_HOPS,
  MAX_DELIVERY_ATTEMPTS,
  MAX_DESCRIPTION_LENGTH,
  MAX_EVENT_BYTES,
  MAX_HISTORY_ROWS,
  MAX_LINE_BYTES,
  MAX_OPEN_QUESTIONS,
  MAX_OPTION_LENGTH,
  MAX_OPTIONS,
  MAX_PENDING_APPROVALS,
  MAX_PENDING_REMINDERS,
  MAX_PUSHED_EVENTS,
  MAX_QUERY_LENGTH,
  MAX_QUESTION_LENGTH,
  MAX_REASON_LENGTH,
  MAX_REMINDER_ATTEMPTS,
  MAX_REMINDER_BODY_BYTES,
  MAX_REMINDER_LENGTH,
  MAX_QUEUED,
  MAX_RECV_BATCH,
  MAX_RECV_WAIT_SECONDS,
  MAX_STATUS_LENGTH,
  MAX_TTL_SECONDS,
  MODEL_SOCKET,
  WIRE_VERSION,
} from "./limits.ts";
export {
  deliveredMessageSchema,
  fileRefSchema,
  idempotencyKeySchema,
  inboxRowSchema,
  messageBodySchema,
  messageSchema,
  messageStateSchema,
  sendReceiptSchema,
  sendRequestSchema,
  type DeliveredMessage,
  type FileRef,
  type InboxRow,
  type Message,
  type MessageState,
  type SendReceipt,
  type SendRequest,
} from "./message.ts";
export { agentNameSchema, cageName, toAgentName, typedNameSchema, type AgentName } from "./names.ts";
export { readDelivery, type Delivery, type Received } from "./read-delivery.ts";
export { readLeniently } from "./read-leniently.ts";
export { cutText } from "./cut-text.ts";
export { approvalNotice, messageNotice, questionNotice, summaryNotice, type NoticeKind } from "./notice.ts";
export { readReceipt, renderReceipt } from "./receipt-text.ts";
export { moreHint, REDELIVERY_BANNER, renderMessage, renderMessages } from "./render-messages.ts";
export { formatPosition, parsePosition } from "./stream-position.ts";
export type { Verb, VerbInput, VerbItem, VerbRequest, VerbResponse, VerbTable } from "./verb.ts";
