export {
  BROADCAST,
  displayName,
  identityOf,
  isReservedName,
  MANAGER,
  MANAGER_CAGE,
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
export { encodeLine, LineSplitter, parseLine, type SplitLine } from "./framing.ts";
export { helperEventSchema, type HelperEvent } from "./helper-event.ts";
export { hostVerbs, type HostVerbs } from "./host-verbs.ts";
export {
  agentHistorySchema,
  agentPageStateSchema,
  agentSendSchema,
  answerBodySchema,
  denyBodySchema,
  destroyBodySchema,
  hiveInfoSchema,
  httpErrorSchema,
  looseEndsSchema,
  markReadSchema,
  messageHistorySchema,
  modelBodySchema,
  nameBodySchema,
  pauseBodySchema,
  reviseBodySchema,
  stateSnapshotSchema,
  type AgentHistory,
  type AgentPageState,
  type HiveInfo,
  type HttpError,
  type LooseEnds,
  type MessageHistory,
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
export { readReceipt, renderReceipt } from "./receipt-text.ts";
export { moreHint, REDELIVERY_BANNER, renderMessage, renderMessages } from "./render-messages.ts";
export { formatPosition, parsePosition } from "./stream-position.ts";
export type { Verb, VerbInput, VerbItem, VerbRequest, VerbResponse, VerbTable } from "./verb.ts";
