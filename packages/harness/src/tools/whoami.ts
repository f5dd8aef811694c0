import { defineTool } from "./tool.ts";

/** `whoami()`: name, role, the operator's pronouns and hyperhive's revision. */
export const whoami = defineTool({
  name: "whoami",
  description: "Tells your name, your role, the operator's pronouns and hyperhive's revision, as JSON.",
  shape: {},
  async handle(_input, { client }) {
    const { name, role, pronouns, hyperhive_rev } = await client.call("whoami", {});
    return JSON.stringify({ name, role, pronouns, hyperhive_rev });
  },
});
