import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { extraMcpServerSchema } from "@hyperhive/wire";
import { checkServer } from "./check-server.ts";

async function openPrograms() {
  const folder = await mkdtemp(join(tmpdir(), "harness-servers-"));
  await writeFile(join(folder, "tool"), "", { mode: 0o755 });
  await writeFile(join(folder, "text"), "", { mode: 0o644 });
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

const check = (command: string, searchPath: string, env: Record<string, string> = {}) =>
  checkServer("github", extraMcpServerSchema.parse({ command, env }), searchPath);

test("a server whose program is there is named with the program's path", async () => {
  await using at = await openPrograms();
  const expected = { kind: "fact", words: `MCP server github: ${join(at.folder, "tool")} found` };
  assert.deepEqual(await check("tool", at.folder), expected);
  assert.deepEqual(await check(join(at.folder, "tool"), ""), expected);
});

test("the server's own PATH is the one that counts", async () => {
  await using at = await openPrograms();
  assert.equal((await check("tool", "/nowhere", { PATH: at.folder })).kind, "fact");
  assert.equal((await check("tool", at.folder, { PATH: "/nowhere" })).kind, "problem");
});

for (const [what, command, words] of [
  ["no program of that name", "gh", /no program gh on the PATH \(.*\); install it .*`mcp_servers\.github\.command`/],
  ["no program at that path", "/nowhere/gh", /no program \/nowhere\/gh in the cage; mount it/],
  ["a file that cannot be executed", "text", /text may not be executed by the agent; make it executable/],
] as const) {
  test(`a server with ${what} is a problem that says how to mend it`, async () => {
    await using at = await openPrograms();
    const finding = await check(command, at.folder);
    assert.equal(finding.kind, "problem");
    assert.match(finding.words, words);
  });
}
