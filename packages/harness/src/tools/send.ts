import { randomUUID } from "node:crypto";
import { renderReceipt } from "@hyperhive/wire";
import { z } from "zod";
import { defineTool } from "./tool.ts";

/** `send(to, body, in_reply_to?)`: stored before it is answered; the key makes a retry by the client harmless. */
export const send = defineTool({
  name: "send",
  description:
    "Send a message to another agent, to `manager`, to `operator` (the human), or to `*` (every agent but you). Returns once it is stored; an answer comes later as a new message.",
  shape: {
    to: z.string().describe("address: an agent's name, `manager`, `operator` or `*`"),
    body: z.string().describe("text, at most 64 KiB; put longer text in a file under /shared and send its path"),
    in_reply_to: z.number().int().optional().describe("id of the message that this one answers"),
  },
  async handle({ to, body, in_reply_to }, { client }) {
    const reply = in_reply_to === undefined ? {} : { in_reply_to };
    return renderReceipt(await client.call("send", { to, body, key: randomUUID(), ...reply }));
  },
});
