import { counted } from "./amount.ts";

const MAX_CHARS = 4000;

/** Escape sequences of terminals: those with a string, those with parameters, and the short ones. */
// oxlint-disable-next-line no-control-regex
const WITH_STRING = /(?:\x1b[\]PX^_]|[\x90\x9d\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?/g;
// oxlint-disable-next-line no-control-regex
const WITH_PARAMETERS = /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?/g;
// oxlint-disable-next-line no-control-regex
const SHORT = /\x1b[ -/]*[0-~]?/g;

/** What has no place in a line of a log: control characters but the tab, and what turns the direction of the text around. */
// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** A text that a machine made, line by line as `machineLine` shows them. */
export function machineText(text: string): string {
  return text.split("\n").map(machineLine).join("\n");
}

/** A line that a machine printed, as harmless text: without colours and cursor moves, other control characters as `�`, at most 4,000 characters. */
export function machineLine(line: string): string {
  const shown = line
    .slice(0, 2 * MAX_CHARS)
    .replace(/\r$/, "")
    .replace(WITH_STRING, "")
    .replace(WITH_PARAMETERS, "")
    .replace(SHORT, "")
    .replace(CONTROLS, "�");
  const rest = line.length - Math.min(line.length, 2 * MAX_CHARS) + Math.max(0, shown.length - MAX_CHARS);
  return rest === 0 ? shown : `${shown.slice(0, MAX_CHARS)}… ${counted(rest, "more character")}`;
}
