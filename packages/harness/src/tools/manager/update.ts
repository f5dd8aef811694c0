import { z } from "zod";
import { defineTool } from "../tool.ts";

/** `update(name)`: needs no approval, because nothing but what is deployed is built. */
export const update = defineTool({
  name: "update",
  description:
    "Build an agent once more from its deployed configuration and restart it, e.g. after `needs_update`. Returns at once; `rebuilt` tells how it ended. It can be repeated without harm.",
  shape: { name: z.string().describe("the agent") },
  async handle({ name }, { client }) {
    const { build_id, duplicate } = await client.call("update", { name });
    return duplicate ? `build ${build_id} of ${name} was waiting already` : `build ${build_id} of ${name} is queued`;
  },
});
