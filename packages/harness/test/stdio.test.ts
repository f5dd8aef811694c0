import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Flavor } from "../src/flavor.ts";
import { hiveTools } from "../src/tools/hive-tools.ts";
import { CoreStub } from "./core-stub.ts";

const programs = { agent: "../src/bin/hive-ag3nt.ts", manager: "../src/bin/hive-m1nd.ts" };

type Answer = { id: number; result: { tools: { name: string }[]; content: { text: string }[]; isError?: boolean } };

/** An MCP client that knows no more than the protocol. */
async function startMcp(flavor: Flavor = "agent") {
  const program = fileURLToPath(new URL(programs[flavor], import.meta.url));
  const root = await mkdtemp(join(tmpdir(), "harness-mcp-"));
  const core = new CoreStub(join(root, "mcp.sock"));
  await core.start();
  const child = spawn(process.execPath, [program, "mcp"], {
    env: { HYPERHIVE_SOCKET: join(root, "mcp.sock"), HOME: root },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let id = 0;
  const say = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  async function ask(method: string, params: object): Promise<Answer["result"]> {
    say({ id: ++id, method, params });
    const { value } = await lines.next();
    return (JSON.parse(String(value)) as Answer).result;
  }
  await ask("initialize", {
    protocolVersion: "2025-06-18",
    capabilities: {},
    clientInfo: { name: "test", version: "0" },
  });
  say({ method: "notifications/initialized" });
  return {
    core,
    ask,
    use: async (name: string, input: object = {}) => await ask("tools/call", { name, arguments: input }),
    async end(): Promise<number | null> {
      child.stdin.end();
      await exited;
      return child.exitCode;
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await exited;
      await core.stop();
      await rm(root, { recursive: true, maxRetries: 10 });
    },
  };
}

for (const flavor of ["agent", "manager"] as const) {
  test(`any MCP client gets the tools of the ${flavor} on stdio`, async () => {
    await using mcp = await startMcp(flavor);
    const { tools } = await mcp.ask("tools/list", {});
    assert.deepEqual(
      tools.map(({ name }) => name),
      hiveTools(flavor).map(({ name }) => name),
    );
    assert.match((await mcp.use("ask", { question: "May I?" })).content[0]?.text ?? "", /^question 4 is open/);
  });
}

test("on stdio, messages are acked at the next recv and at a clean end", async () => {
  await using mcp = await startMcp();
  const { core } = mcp;
  const [first, second] = [core.deliver("one", "bob"), core.deliver("two", "bob")];
  assert.match((await mcp.use("recv")).content[0]?.text ?? "", /^from: bob\nid: 1\n\none\n\n\(1 more waiting/);
  assert.deepEqual(core.acked, []);
  await mcp.use("recv");
  assert.deepEqual(core.acked, [first]);
  await mcp.use("request_next_turn", { note: "go on" });
  assert.partialDeepStrictEqual(core.sent, [{ to: "alice", body: "go on" }]);
  assert.equal(await mcp.end(), 0);
  assert.deepEqual(core.acked, [first, second]);
  assert.ok(!core.cmds.includes("hello"), "it does not pass for the harness");
});

test("a refusal of the core is an error that the MCP client can read", async () => {
  await using mcp = await startMcp();
  const answer = await mcp.use("send", { to: "nobody", body: "hi" });
  assert.equal(answer.isError, true);
  assert.match(answer.content[0]?.text ?? "", /^unknown_recipient/);
});
