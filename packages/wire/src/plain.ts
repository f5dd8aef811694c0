/* The part of wire without schemas: for commands that must start at once and for pages. The names are those of the main door. */
export {
  BROADCAST,
  displayName,
  isReservedName,
  MANAGER,
  MANAGER_CAGE,
  nameProblem,
  OPERATOR,
  RESERVED_NAMES,
  SYSTEM,
} from "./addresses.ts";
export { agentPort } from "./agent-port.ts";
export { failedResponse, okResponse, openResponse, parseAs, toHiveError } from "./envelope.ts";
export { ERRORS, HiveError, isErrorCode } from "./errors.ts";
export { encodeLine, LineSplitter, parseLine, type SplitLine } from "./framing.ts";
export { DEFAULT_WEB_PORT, MAX_LINE_BYTES, WIRE_VERSION } from "./limits.ts";
export { readLeniently } from "./read-leniently.ts";
export { formatPosition, parsePosition } from "./stream-position.ts";
