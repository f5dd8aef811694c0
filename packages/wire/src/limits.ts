/** Version that every response carries; clients check it before `ok`. */
export const WIRE_VERSION = 1;
/** Longest line either side of a socket reads, in bytes without the line feed. */
export const MAX_LINE_BYTES = 1024 * 1024;
/** Longest message body, in bytes of UTF-8; longer text goes to a file whose path is sent. */
export const MAX_BODY_BYTES = 64 * 1024;
/** Longest time one `recv` waits for its first message, in seconds. */
export const MAX_RECV_WAIT_SECONDS = 180;
/** Most messages one `recv` returns. */
export const MAX_RECV_BATCH = 32;
/** Most events that a harness pushes at once. */
export const MAX_PUSHED_EVENTS = 500;
/** Most bytes that one event takes in JSON: a harness cuts longer ones, the core leaves them out. */
export const MAX_EVENT_BYTES = 512 * 1024;
/** Longest line of `set_status`, in UTF-16 units. */
export const MAX_STATUS_LENGTH = 200;
/** Longest reason for a requeue, in UTF-16 units. */
export const MAX_REASON_LENGTH = 4000;
/** Deliveries after which a message is parked as dead. */
export const MAX_DELIVERY_ATTEMPTS = 5;
/** Messages that may wait in one inbox before agents are refused; the operator's and the host's own always find room. */
export const MAX_QUEUED = 10_000;
/** Hops after which a chain of messages is parked and the operator asked. */
export const MAX_CHAIN_HOPS = 50;
/** Port of the dashboard unless told otherwise. */
export const DEFAULT_WEB_PORT = 7000;
/** Socket of the agent's own core connection, as a path in the cage. */
export const DEFAULT_SOCKET = "/run/hive/mcp.sock";
/** Socket of the model gateway, as a path in the cage. */
export const MODEL_SOCKET = "/run/hive/model.sock";
/** The validated configuration that the harness reads, as a path in the cage. */
export const AGENT_CONFIG_PATH = "/etc/hyperhive/agent.json";
/** Model used when neither the agent's file nor a run-time override names one. */
export const DEFAULT_MODEL = "haiku";
/** Longest question, in UTF-16 units. */
export const MAX_QUESTION_LENGTH = 4000;
/** Options of one question at most. */
export const MAX_OPTIONS = 20;
/** Longest option of a question, in UTF-16 units. */
export const MAX_OPTION_LENGTH = 200;
/** Longest answer, in UTF-16 units. */
export const MAX_ANSWER_LENGTH = 8000;
/** Longest time after which a question may expire, in seconds. */
export const MAX_TTL_SECONDS = 6 * 60 * 60;
/** Questions of one agent that may be open at once. */
export const MAX_OPEN_QUESTIONS = 25;
/** Longest reminder, in UTF-16 units. */
export const MAX_REMINDER_LENGTH = 20_000;
/** Longest reminder that is delivered as text, in bytes of UTF-8; a longer one is written to a file. */
export const MAX_REMINDER_BODY_BYTES = 4096;
/** Reminders of one agent that may be pending at once. */
export const MAX_PENDING_REMINDERS = 50;
/** Deliveries of a reminder that may fail before it is given up. */
export const MAX_REMINDER_ATTEMPTS = 5;
/** Longest description of a proposal, and longest note of a decision, in UTF-16 units. */
export const MAX_DESCRIPTION_LENGTH = 2000;
/** Approvals of one hive that may be pending at once. */
export const MAX_PENDING_APPROVALS = 1000;
/** Most rows of a listing of what is decided. */
export const MAX_HISTORY_ROWS = 500;
/** Longest query of a search over messages, in UTF-16 units. */
export const MAX_QUERY_LENGTH = 200;
