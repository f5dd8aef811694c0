import { z } from "zod";

const blockSchema = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  name: z.string().optional(),
  id: z.string().optional(),
  tool_use_id: z.string().optional(),
  content: z.unknown().optional(),
});

const contentSchema = z.union([z.string(), z.array(blockSchema)]);

/** The part of a Messages API request that the stand-in reads; everything else is kept as it came. */
export const messagesRequestSchema = z.looseObject({
  model: z.string(),
  max_tokens: z.number().optional(),
  stream: z.boolean().optional(),
  system: contentSchema.optional(),
  messages: z.array(z.looseObject({ role: z.string(), content: contentSchema })).min(1),
  tools: z.array(z.looseObject({ name: z.string() })).optional(),
});

export type MessagesRequest = z.output<typeof messagesRequestSchema>;
type Message = MessagesRequest["messages"][number];
type ContentBlock = z.output<typeof blockSchema>;

const claudesOwn = /<system-reminder>.*?<\/system-reminder>|\[Request interrupted by user[^\]]*\]/gs;

/** What a request says, as rules see it; `prompt` has no reminders of claude's own, `newest` is everything since the last answer. */
export type Conversation = {
  model: string;
  system: string;
  prompt: string;
  newest: string;
  toolResult: string;
  toolNames: readonly string[];
  step: number;
};

/** Reads a request: the prompt that began the turn, the answers since, and the newest tool results. */
export function readConversation({ model, system = "", messages }: MessagesRequest): Conversation {
  const begin = messages.findLastIndex((message) => promptOf(message) !== undefined);
  const newest = messages.slice(messages.findLastIndex(isAnswer) + 1);
  const results = newest.flatMap(blocksOf).filter(({ type }) => type === "tool_result");
  const names = toolNamesById(messages);
  return {
    model,
    system: textOf(system),
    prompt: (messages[begin] && promptOf(messages[begin])) ?? "",
    newest: newest.map(({ content }) => textOf(content)).join("\n"),
    toolResult: results.map((result) => textOf([result])).join("\n"),
    toolNames: results.flatMap(({ tool_use_id: id }) => names.get(id ?? "") ?? []),
    step: messages.slice(begin + 1).filter(isAnswer).length,
  };
}

function isAnswer({ role }: Message): boolean {
  return role === "assistant";
}

// After a failed or interrupted turn claude puts its old prompt, tool results and notices into the same message: the last text is the new prompt.
function promptOf(message: Message): string | undefined {
  if (message.role !== "user") return undefined;
  return blocksOf(message)
    .map(({ text = "" }) => text.replaceAll(claudesOwn, "").trim())
    .findLast((text) => text !== "");
}

function toolNamesById(messages: readonly Message[]): Map<string, string> {
  const uses = messages.flatMap(blocksOf).filter(({ type }) => type === "tool_use");
  return new Map(uses.map(({ id = "", name = "" }) => [id, name]));
}

function blocksOf({ content }: Message): ContentBlock[] {
  return typeof content === "string" ? [{ type: "text", text: content }] : content;
}

function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return (content as ContentBlock[]).map((block) => block.text ?? textOf(block.content)).join("\n");
}
