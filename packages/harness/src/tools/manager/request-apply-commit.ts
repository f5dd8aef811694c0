import { randomUUID } from "node:crypto";
import { MAX_DESCRIPTION_LENGTH } from "@hyperhive/wire";
import { z } from "zod";
import { defineTool } from "../tool.ts";

const MAX_NAMED = 5;

/** `request_apply_commit(agent, commit_ref, description?)`: pins one commit; the key makes a retry by the client harmless. */
export const requestApplyCommit = defineTool({
  name: "request_apply_commit",
  description:
    "Ask the operator to approve one commit of `/agents/<agent>/config` and to bring the agent to it. `commit_ref` is the sha of the commit, 7 to 40 hex digits as `git rev-parse HEAD` prints it; a branch, a tag or `HEAD` is refused. The commit is pinned: later edits do not change what the operator sees. Returns at once with the approval's id; `approval_resolved` tells the decision.",
  shape: {
    agent: z.string().describe("whose configuration it is"),
    commit_ref: z.string().describe("7 to 40 hex digits of the commit"),
    description: z
      .string()
      .optional()
      .describe(`why, for the operator; at most ${MAX_DESCRIPTION_LENGTH} characters, never a secret`),
  },
  async handle(input, { client }) {
    const { approval_id, sha, risk, supersedes } = await client.call("request_apply_commit", {
      ...input,
      key: randomUUID(),
    });
    return [
      `approval ${approval_id} waits for the operator`,
      `commit: ${sha}`,
      `risk: ${[risk.level, ...risk.reasons].join("\n- ")}`,
      ...olderLines(supersedes),
    ].join("\n");
  },
});

/** Names the newest; a long row of numbers would only fill the context. */
function olderLines(ids: readonly number[]): string[] {
  if (ids.length === 0) return [];
  const others = ids.length > MAX_NAMED ? ` and ${ids.length - MAX_NAMED} older` : "";
  return [`supersedes approval ${ids.slice(-MAX_NAMED).join(", ")}${others}, also still pending`];
}
