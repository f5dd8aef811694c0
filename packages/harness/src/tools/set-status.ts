import { MAX_STATUS_LENGTH } from "@hyperhive/wire";
import { z } from "zod";
import { defineTool } from "./tool.ts";

/** `set_status(text)`: the line beside the agent's name. */
export const setStatus = defineTool({
  name: "set_status",
  description: "Sets the short line that pages show beside your name; an empty text clears it.",
  shape: {
    text: z.string().max(MAX_STATUS_LENGTH).describe(`what you are doing, at most ${MAX_STATUS_LENGTH} characters`),
  },
  async handle({ text }, { client, statusChanged }) {
    await client.call("set_status", { text });
    statusChanged(text);
    return text === "" ? "status cleared" : "status set";
  },
});
