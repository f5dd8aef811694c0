/** One message that a `recv` brought. */
export type Received = { readonly from: string; readonly body: string; readonly redelivered: boolean };

/** The messages in a `recv` result, when it is the JSON of a delivery; undefined when it is other text. */
export function receivedMessages(text: string): readonly Received[] | undefined {
  const answer = parseObject(text);
  const list = answer?.["messages"];
  if (!Array.isArray(list)) return undefined;
  const messages = list.map(toReceived);
  return messages.every((message) => message !== undefined) ? messages : undefined;
}

function toReceived(delivery: unknown): Received | undefined {
  if (!isObject(delivery)) return undefined;
  const message = isObject(delivery["message"]) ? delivery["message"] : delivery;
  const { from, body } = message;
  if (typeof from !== "string" || typeof body !== "string") return undefined;
  return { from, body, redelivered: delivery["redelivered"] === true };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  if (!text.trimStart().startsWith("{")) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    // Cut by the harness, or a text that only begins like JSON: it is shown as it is.
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
