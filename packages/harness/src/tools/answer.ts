import { answerSchema } from "@hyperhive/wire";
import { defineTool } from "./tool.ts";

/** `answer(id, answer)`: only to a question that was asked of this agent. */
export const answer = defineTool({
  name: "answer",
  description:
    "Answer a question that was asked of you (event `question_asked`). Its options are suggestions: any text is an answer. It can be given once.",
  shape: answerSchema.shape,
  async handle({ id, answer: text }, { client }) {
    await client.call("answer", { id, answer: text });
    return `question ${id} is answered`;
  },
});
