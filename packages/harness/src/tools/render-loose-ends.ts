import type { LooseEnd } from "@hyperhive/wire";

type End<K extends LooseEnd["kind"]> = Extract<LooseEnd, { kind: K }>;

/** Longest text of an entry that nobody has to answer, in UTF-16 units. */
const MAX_GIST = 300;

/** Writes open things as the model reads them: one entry each, lines that go on indented. `now` in Unix milliseconds. */
export function renderLooseEnds(ends: readonly LooseEnd[], now: number): string {
  if (ends.length === 0) return "no loose ends";
  return ends.map((end) => renderEnd(end, now).replaceAll(/\r?\n/g, "\n  ")).join("\n");
}

function renderEnd(end: LooseEnd, now: number): string {
  switch (end.kind) {
    case "question":
      return renderQuestion(end, now);
    case "reminder":
      return renderReminder(end, now);
    case "approval":
      return renderApproval(end);
    default:
      return end satisfies never;
  }
}

// Whole, because whoever is asked may have nothing else to read it from.
function renderQuestion(end: End<"question">, now: number): string {
  const { id, asker, target, options, multi, deadline_at, question, age_seconds } = end;
  const facts = [
    `question ${id} from ${asker} to ${target}`,
    `asked ${span(age_seconds)} ago`,
    ...(deadline_at === undefined ? [] : [`expires ${fromNow(deadline_at, now)}`]),
  ];
  const choice = options.length === 0 ? [] : [`${multi ? "any of" : "one of"}: ${options.join(" | ")}`];
  return [`${facts.join(", ")}: ${question}`, ...choice].join("\n");
}

function renderReminder(end: End<"reminder">, now: number): string {
  const { id, owner, due_at, attempts, failure, failed_at, message, age_seconds } = end;
  const facts = [
    `reminder ${id} of ${owner}`,
    `set ${span(age_seconds)} ago`,
    failed_at === undefined ? `due ${fromNow(due_at, now)}` : `given up ${fromNow(failed_at, now)}`,
    ...(failure === undefined ? [] : [`failed ${attempts} time(s), last: ${failure}`]),
  ];
  return `${facts.join(", ")}: ${gist(message)}`;
}

function renderApproval(end: End<"approval">): string {
  const { id, approval_kind, agent, fetched_sha, risk, description, age_seconds } = end;
  const facts = [
    `approval ${id}, ${approval_kind} for ${agent}${fetched_sha === undefined ? "" : ` at ${fetched_sha.slice(0, 12)}`}`,
    `requested ${span(age_seconds)} ago`,
    ...(risk === undefined ? [] : [`risk ${risk.level}`]),
    "waits for operator",
  ];
  return `${facts.join(", ")}${description === undefined ? "" : `: ${gist(description)}`}`;
}

function gist(text: string): string {
  return text.length <= MAX_GIST ? text : `${text.slice(0, MAX_GIST)}…`;
}

function fromNow(time: number, now: number): string {
  return time > now ? `in ${span((time - now) / 1000)}` : `${span((now - time) / 1000)} ago`;
}

const UNITS = [
  [86_400, "d"],
  [3600, "h"],
  [60, "m"],
] as const;

function span(seconds: number): string {
  const [size, letter] = UNITS.find(([unit]) => seconds >= unit) ?? [1, "s"];
  return `${Math.floor(seconds / size)}${letter}`;
}
