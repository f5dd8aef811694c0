import assert from "node:assert/strict";
import { test } from "node:test";
import type { ToolContext } from "../tool.ts";
import { requestApplyCommit } from "./request-apply-commit.ts";

const SHA = "0123456789abcdef0123456789abcdef01234567";

/** What the tool says when the core answers that these are superseded. */
async function said(supersedes: readonly number[]): Promise<string> {
  const answer = { approval_id: 300, duplicate: false, sha: SHA, risk: { level: "low", reasons: ["a"] }, supersedes };
  // Of all that tools act on it uses the client only.
  const context = { client: { call: async () => answer } } as unknown as ToolContext;
  return await requestApplyCommit.handle({ agent: "coder", commit_ref: SHA }, context);
}

test("the answer names what is superseded, but of many only the newest five", async () => {
  const upTo = (last: number) => Array.from({ length: last }, (_, at) => at + 1);
  const last = async (count: number) => (await said(upTo(count))).split("\n").at(-1);
  assert.equal(await last(0), "- a");
  assert.equal(await last(1), "supersedes approval 1, also still pending");
  assert.equal(await last(5), "supersedes approval 1, 2, 3, 4, 5, also still pending");
  assert.equal(await last(199), "supersedes approval 195, 196, 197, 198, 199 and 194 older, also still pending");
});
