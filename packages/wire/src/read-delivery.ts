/** One message that an agent took, as the harness wrote it down for claude. */
export type Received = {
  readonly from: string;
  readonly id: number;
  readonly redelivered: boolean;
  readonly body: string;
};

/** What a `recv` brought: its messages, and how many still waited. */
export type Delivery = { readonly messages: readonly Received[]; readonly more: number };

const MORE = /\n\n\((\d+) more waiting: call recv\(max: \d+\) to take them into this turn\)$/;
const SEVERAL = /^popped (\d+) message\(s\)\n---\n/;
const BETWEEN = /\n---\n(?=from: |\[redelivered )/;
const MESSAGE = /^(\[redelivered [^\n]*\n)?from: (\S+)\nid: (\d+)\n(?:in reply to: \d+\n)?\n([^]*)$/;

/**
 * Reads the text of a `recv` result or of a wake prompt back into its messages. Undefined when it is other text, or when the
 * number of messages is not the one it says: a body must not be able to pose as a message of somebody else.
 */
export function readDelivery(text: string): Delivery | undefined {
  if (text === "(empty)") return { messages: [], more: 0 };
  const more = Number(MORE.exec(text)?.[1] ?? 0);
  const parts = splitMessages(text.replace(MORE, ""));
  const messages = parts.map(readMessage).filter((message) => message !== undefined);
  return messages.length > 0 && messages.length === parts.length ? { messages, more } : undefined;
}

function splitMessages(text: string): readonly string[] {
  const count = SEVERAL.exec(text)?.[1];
  if (count === undefined) return [text];
  const parts = text.replace(SEVERAL, "").split(BETWEEN);
  return parts.length === Number(count) ? parts : [];
}

function readMessage(text: string): Received | undefined {
  const match = MESSAGE.exec(text);
  if (match === null) return undefined;
  const [, banner, from = "", id, body = ""] = match;
  return { from, id: Number(id), redelivered: banner !== undefined, body };
}
