/* The part of wire without schemas, for commands that must start at once and what they share with pages. The names are those of the main door. */
export { encodeLine, LineSplitter, parseLine, type SplitLine } from "./framing.ts";
export { failedResponse, okResponse, openResponse, parseAs } from "./envelope.ts";
export { ERRORS, HiveError, isErrorCode } from "./errors.ts";
export { DEFAULT_WEB_PORT, MAX_HISTORY_ROWS } from "./limits.ts";
export { readLeniently } from "./read-leniently.ts";
export { parsePosition } from "./stream-position.ts";
