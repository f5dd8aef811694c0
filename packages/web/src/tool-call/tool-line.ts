import { toolName } from "./tool-name.ts";

type Input = Readonly<Record<string, unknown>>;

const MAX_LINE = 160;

/** The arguments of a call in one line that a person can take in: the command, the path, the pattern; else `key=value` pairs. */
export function toolLine(name: string, input: Input): string {
  const line = LINES[toolName(name).short]?.(input) ?? pairs(input);
  return cutLine(line);
}

/** One line of at most 160 characters; what was left out shows as `…`. */
export function cutLine(text: string): string {
  const [first = ""] = text.trim().split("\n", 1);
  const whole = first.length === text.trim().length && first.length <= MAX_LINE;
  return whole ? first : `${first.slice(0, MAX_LINE).trimEnd()}…`;
}

const LINES: Readonly<Record<string, (input: Input) => string | undefined>> = {
  Bash: (input) => text(input["command"]),
  Read: (input) => joined([text(input["file_path"]), range(input)]),
  Edit: (input) => text(input["file_path"]),
  Write: (input) => text(input["file_path"]),
  NotebookEdit: (input) => text(input["notebook_path"]),
  Glob: (input) => joined([text(input["pattern"]), within(input)]),
  Grep: (input) => joined([text(input["pattern"]), within(input)]),
  WebFetch: (input) => text(input["url"]),
  WebSearch: (input) => text(input["query"]),
  Task: (input) => text(input["description"]),
  Agent: (input) => text(input["description"]),
  send: (input) => joined(["to", text(input["to"])]),
  recv: (input) => waiting(input["wait_seconds"]),
  ask: (input) => text(input["to"]) ?? "operator",
  answer: (input) => number(input["id"], (id) => `#${id}`),
  set_status: (input) => (input["text"] === "" ? "cleared" : text(input["text"])),
};

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function number(value: unknown, write: (value: number) => string): string | undefined {
  return typeof value === "number" ? write(value) : undefined;
}

function joined(words: readonly (string | undefined)[]): string | undefined {
  const known = words.filter((word) => word !== undefined);
  return words[0] === undefined ? undefined : known.join(" ");
}

function range(input: Input): string | undefined {
  const from = typeof input["offset"] === "number" ? input["offset"] : undefined;
  const lines = typeof input["limit"] === "number" ? input["limit"] : undefined;
  if (from === undefined && lines === undefined) return undefined;
  return lines === undefined ? `from line ${from}` : `${lines} lines from ${from ?? 1}`;
}

function within(input: Input): string | undefined {
  const path = text(input["path"]);
  return path === undefined ? undefined : `in ${path}`;
}

function waiting(seconds: unknown): string {
  return typeof seconds === "number" && seconds > 0 ? `waits up to ${seconds} s` : "";
}

function pairs(input: Input): string {
  return Object.entries(input)
    .map(([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" ");
}
