/** Why a runtime refused: callers branch on it, people read the message. */
export type RuntimeErrorCode =
  | "build_failed"
  | "cage_running"
  | "cage_not_running"
  | "cage_start_failed"
  | "unsupported";

/** A refusal by a runtime, with a message that says what was expected, what came and how to mend it. */
export class RuntimeError extends Error {
  readonly code: RuntimeErrorCode;

  constructor(code: RuntimeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "RuntimeError";
    this.code = code;
  }
}
