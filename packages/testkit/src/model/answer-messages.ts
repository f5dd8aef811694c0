import { errorBody } from "./api-error.ts";
import { messagesRequestSchema, readConversation } from "./conversation.ts";
import type { MessagesRequest } from "./conversation.ts";
import type { Facts } from "./match-rule.ts";
import { estimateTokens } from "./message.ts";
import type { IncomingRequest, RecordedRequest, RequestLog } from "./request-log.ts";
import { purposeOf } from "./request-purpose.ts";
import { parseReply } from "./reply.ts";
import type { ParsedReply, Reply } from "./reply.ts";
import type { Script } from "./script.ts";
import { sendJson, sendReply } from "./send-reply.ts";
import type { Delivery } from "./send-reply.ts";

/** A request as a test's own `respond` sees it. */
export type ModelRequest = Facts & { body: MessagesRequest; record: RecordedRequest };

/** Answers in place of the scenario; undefined leaves the answer to the scenario. */
export type Respond = (request: ModelRequest) => Reply | undefined | Promise<Reply | undefined>;

/** Header by which a gateway or a test may say which agent asks. */
const agentHeader = "x-hyperhive-agent";

/** One request on its way to an answer; `text` is its body as it came. */
export type Call = {
  request: IncomingRequest;
  text: string;
  delivery: Pick<Delivery, "response" | "signal" | "clock">;
};

type Minds = { script: Script; respond: Respond | undefined; log: RequestLog };

/** Answers one POST to `/v1/messages` and logs who asked, why, and which rule answered. */
export async function answerMessages(
  { request, text, delivery }: Call,
  { script, respond, log }: Minds,
): Promise<void> {
  const parsed = messagesRequestSchema.safeParse(request.body);
  if (!parsed.success) {
    log.add(request);
    return sendJson(delivery.response, errorBody("invalid_request_error", parsed.error.message), 400);
  }
  const body = parsed.data;
  const facts = factsOf(body, request, script);
  const record = log.add({
    ...request,
    purpose: facts.purpose,
    ...(facts.agent === undefined ? {} : { agent: facts.agent }),
  });
  const reply = await choose({ ...facts, body, record }, respond, script);
  await sendReply(reply, { ...delivery, model: body.model, size: text.length, stream: body.stream ?? false });
}

/** Answers a POST to `/v1/messages/count_tokens` with an estimate. */
export function countTokens({ text, delivery }: Call): void {
  sendJson(delivery.response, { input_tokens: estimateTokens(text.length) });
}

function factsOf(body: MessagesRequest, { headers }: IncomingRequest, script: Script): Facts {
  const conversation = readConversation(body);
  const tag = headers[agentHeader];
  return script.recognise({
    conversation,
    purpose: purposeOf(body, conversation),
    agentTag: typeof tag === "string" ? tag : undefined,
  });
}

async function choose(request: ModelRequest, respond: Respond | undefined, script: Script): Promise<ParsedReply> {
  const own = request.purpose === "side" ? undefined : await respond?.(request);
  const { reply, rule } = own === undefined ? script.answer(request) : { reply: parseReply(own), rule: "respond" };
  request.record.rule = rule;
  return reply;
}
