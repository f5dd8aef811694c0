import { BROADCAST, HiveError, identityOf, MAX_OPEN_QUESTIONS, MAX_QUEUED, SYSTEM } from "@hyperhive/wire";
import type { Mail } from "../broker/mail.ts";
import { resolveRecipients } from "../broker/resolve-recipients.ts";
import type { KeyedRequest, RequestKeys } from "../request-keys/request-keys.ts";
import type { NewQuestion } from "./new-question.ts";
import { questionAsked } from "./question-events.ts";
import type { QuestionStore } from "./question-store.ts";

/** What storing a question needs besides the question. */
export type QuestionDesk = {
  readonly rows: QuestionStore;
  readonly keys: RequestKeys;
  /** Who exists now, the manager included. */
  readonly agents: () => readonly string[];
  readonly mayReach: (from: string, to: string) => boolean;
  /** How many messages wait for somebody. */
  readonly queued: (name: string) => number;
};

/** What an asker is told. */
export type AskReceipt = { readonly id: number; readonly duplicate: boolean };

/** Stores a question and, when it is for an agent, the message that brings it there. Every refusal comes before the first write. */
export function storeQuestion(asked: NewQuestion, desk: QuestionDesk, mail: Mail): AskReceipt {
  const { asker, question, options, multi, ttlSeconds } = asked;
  const request = keyed(asked);
  const earlier = desk.keys.find(request) as { id: number } | undefined;
  if (earlier !== undefined) return { id: earlier.id, duplicate: true };
  const target = targetOf(asked, desk);
  checkOptions(asked);
  checkRoom(asker, desk.rows);
  checkInboxes([target, asker], desk);
  const deadlineAt = ttlSeconds === undefined ? null : mail.now + ttlSeconds * 1000;
  const id = desk.rows.insert({
    asker,
    target: target ?? null,
    question,
    options: JSON.stringify(options),
    multi: multi ? 1 : 0,
    asked_at: mail.now,
    deadline_at: deadlineAt,
  });
  const body = JSON.stringify(questionAsked(asked, { id, deadlineAt }));
  // The asker's chain goes on in it, or a ping-pong of questions would have no end.
  if (target !== undefined) mail.post({ from: SYSTEM, to: target, body, behalfOf: asker });
  desk.keys.keep(request, { id }, mail.now);
  return { id, duplicate: false };
}

function keyed({ asker, key, question, options, multi, ttlSeconds, to }: NewQuestion): KeyedRequest {
  const content = [question, options, multi, ttlSeconds, to === undefined ? undefined : identityOf(to)];
  return { sender: asker, verb: "ask", key, content };
}

function targetOf({ asker, to }: NewQuestion, { agents, mayReach }: QuestionDesk): string | undefined {
  if (to === undefined) return undefined;
  if (to === BROADCAST)
    throw new HiveError("bad_request", "`to`: expected one agent, got `*`; ask each of them, or `send` to all");
  if (identityOf(to) === asker)
    throw new HiveError(
      "bad_request",
      `\`to\`: expected another agent, got ${JSON.stringify(to)}, which is you; leave it out to ask the operator`,
    );
  return resolveRecipients(to, { from: asker, agents: agents(), mayReach })[0];
}

function checkOptions({ options, multi }: NewQuestion): void {
  if (!multi || options.length > 0) return;
  throw new HiveError("bad_request", "`multi`: expected `options` to choose from with it; name them, or leave it out");
}

// What the host sends always finds room, so the room is looked for here: in the target's inbox, and in the asker's for the answer.
function checkInboxes(names: readonly (string | undefined)[], { queued }: QuestionDesk): void {
  for (const name of names) {
    if (name === undefined || queued(name) < MAX_QUEUED) continue;
    throw new HiveError("too_many", `the inbox of ${name} is full; ask again when some of its messages are done`);
  }
}

function checkRoom(asker: string, rows: QuestionStore): void {
  if (rows.countOpen(asker) < MAX_OPEN_QUESTIONS) return;
  throw new HiveError(
    "too_many",
    `${MAX_OPEN_QUESTIONS} of your questions are open; ask again when some are answered, or take some back with \`cancel_loose_end\``,
  );
}
