/** What a code means to people and to programs: the one table that responses, HTTP statuses, exit codes and docs are made from. */
export type ErrorEntry = {
  readonly meaning: string;
  readonly http: number;
  readonly exit: number;
  /** Whether the same request may succeed later without being changed. */
  readonly retry: boolean;
};

/** Every code that crosses a socket or the HTTP API. */
export const ERRORS = {
  bad_request: {
    meaning: "the request does not have the expected shape",
    http: 400,
    exit: 2,
    retry: false,
  },
  bad_json: { meaning: "the line is not one JSON object", http: 400, exit: 2, retry: false },
  line_too_long: {
    meaning: "the line or request is over the size limit",
    http: 413,
    exit: 2,
    retry: false,
  },
  unknown_command: { meaning: "this socket has no such `cmd`", http: 404, exit: 2, retry: false },
  invalid_name: { meaning: "the name cannot name an agent", http: 400, exit: 2, retry: false },
  reserved_name: { meaning: "the name already means somebody", http: 409, exit: 2, retry: false },
  body_too_large: { meaning: "the message body is over 64 KiB", http: 413, exit: 2, retry: false },
  invalid_config: {
    meaning: "the agent's configuration cannot be used",
    http: 422,
    exit: 2,
    retry: false,
  },
  key_reused: {
    meaning: "the idempotency key was used for another message",
    http: 409,
    exit: 2,
    retry: false,
  },
  unknown_agent: {
    meaning: "the hive has no agent of that name",
    http: 404,
    exit: 3,
    retry: false,
  },
  unknown_recipient: { meaning: "nobody has that address", http: 404, exit: 3, retry: false },
  not_found: { meaning: "there is no such thing", http: 404, exit: 3, retry: false },
  agent_exists: {
    meaning: "the hive already has an agent of that name",
    http: 409,
    exit: 4,
    retry: false,
  },
  port_taken: {
    meaning: "another agent's name leads to the same port",
    http: 409,
    exit: 4,
    retry: false,
  },
  cage_running: { meaning: "the agent is already running", http: 409, exit: 4, retry: false },
  cage_not_running: { meaning: "the agent is not running", http: 409, exit: 4, retry: true },
  cage_start_failed: { meaning: "the cage could not be started", http: 500, exit: 5, retry: true },
  agent_not_connected: {
    meaning: "the agent's harness is not connected to the core",
    http: 409,
    exit: 4,
    retry: true,
  },
  busy: { meaning: "another action on this agent is under way", http: 409, exit: 4, retry: true },
  already_decided: {
    meaning: "the question or approval has been decided already",
    http: 409,
    exit: 4,
    retry: false,
  },
  out_of_date: {
    meaning: "the proposal does not build on what is deployed",
    http: 409,
    exit: 4,
    retry: false,
  },
  unsafe_repo: {
    meaning: "the proposed repository holds what may not be deployed",
    http: 422,
    exit: 2,
    retry: false,
  },
  build_failed: { meaning: "what was to be built does not work on this host", http: 422, exit: 5, retry: false },
  unsupported: { meaning: "this host or runtime cannot do that", http: 422, exit: 6, retry: false },
  not_logged_in: { meaning: "the operator is not logged in", http: 401, exit: 7, retry: false },
  forbidden: { meaning: "this caller may not do that", http: 403, exit: 7, retry: false },
  too_many: {
    meaning: "a limit on open items or connections is reached",
    http: 429,
    exit: 8,
    retry: true,
  },
  disk_full: {
    meaning: "the disk of the hive is full; nothing that was acknowledged is lost",
    http: 507,
    exit: 8,
    retry: true,
  },
  model_unavailable: {
    meaning: "the model upstream cannot be reached or is not set up",
    http: 502,
    exit: 9,
    retry: true,
  },
  core_unreachable: { meaning: "no core answers on the socket", http: 503, exit: 10, retry: true },
  connection_lost: {
    meaning: "the connection closed before the answer came",
    http: 503,
    exit: 10,
    retry: true,
  },
  wire_version: {
    meaning: "core and client speak different versions",
    http: 400,
    exit: 11,
    retry: false,
  },
  core_running: {
    meaning: "another core runs on this state directory",
    http: 409,
    exit: 12,
    retry: false,
  },
  shutting_down: { meaning: "the core is stopping", http: 503, exit: 10, retry: true },
  internal: { meaning: "a bug in hyperhive", http: 500, exit: 70, retry: false },
} as const satisfies Record<string, ErrorEntry>;

/** A code of the table. */
export type ErrorCode = keyof typeof ERRORS;

/** Whether a word from the wire is a code this version knows. */
export function isErrorCode(word: string): word is ErrorCode {
  return Object.hasOwn(ERRORS, word);
}

/** The one error that crosses the wire: a code of the table and a sentence for people. Anything else thrown is a bug. */
export class HiveError extends Error {
  override readonly name = "HiveError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What something thrown says, be it an error or not. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
