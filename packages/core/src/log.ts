import { destination, pino, type Logger } from "pino";
import type { LogLevel } from "./config.ts";

const SECRET_PATHS = [
  "key",
  "*.key",
  "token",
  "*.token",
  "authorization",
  "*.authorization",
  'headers["x-api-key"]',
  '*.headers["x-api-key"]',
];

/** The core's log: JSON lines on stderr or to `write`, credentials taken out wherever they might stand. */
export function createLog(level: LogLevel, write?: (line: string) => void): Logger {
  return pino(
    { level, base: null, redact: { paths: SECRET_PATHS, censor: "[secret]" } },
    write === undefined ? destination({ fd: 2, sync: true }) : { write },
  );
}
