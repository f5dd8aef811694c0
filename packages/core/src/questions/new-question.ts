import { identityOf, OPERATOR, type AskRequest } from "@hyperhive/wire";

/** One question as its asker hands it over; `asker` is who the door speaks for. */
export type NewQuestion = {
  readonly asker: string;
  /** An agent as it was typed; absent asks the operator. */
  readonly to?: string;
  readonly question: string;
  readonly options: readonly string[];
  readonly multi: boolean;
  readonly ttlSeconds?: number;
  /** The same key from the same asker stores one question. */
  readonly key?: string;
};

/** Takes a request of the wire for what it is worth: a question of whoever the door speaks for. */
export function newQuestion(asker: string, request: AskRequest): NewQuestion {
  const { question, options = [], multi = false, ttl_seconds: ttlSeconds, to, key } = request;
  return {
    asker,
    question,
    options,
    multi,
    ...(to !== undefined && identityOf(to) !== OPERATOR && { to }),
    ...(ttlSeconds !== undefined && { ttlSeconds }),
    ...(key !== undefined && { key }),
  };
}
