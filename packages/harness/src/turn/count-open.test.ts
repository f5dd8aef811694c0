import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createAgentClient } from "@hyperhive/client";
import { CoreStub } from "../../test/core-stub.ts";
import type { Clock } from "../clock.ts";
import { countOpen } from "./count-open.ts";

/** A core on a real socket, and a clock that stands until it is moved on. */
async function setUp() {
  const root = await mkdtemp(join(tmpdir(), "count-"));
  const core = new CoreStub(join(root, "mcp.sock"));
  await core.start();
  const client = createAgentClient({ socketPath: join(root, "mcp.sock") });
  const timeIsUp = Promise.withResolvers<void>();
  const waits: number[] = [];
  const clock: Clock = {
    now: () => 0,
    async sleep(ms) {
      waits.push(ms);
      await timeIsUp.promise;
    },
  };
  return {
    core,
    waits,
    passTime: () => timeIsUp.resolve(),
    count: async (signal = new AbortController().signal) => await countOpen({ client, clock }, signal),
    async [Symbol.asyncDispose]() {
      client.close();
      await core.stop();
      await rm(root, { recursive: true });
    },
  };
}

const age = { age_seconds: 1 };
const question = { kind: "question", id: 1, asker: "alice", target: "operator", question: "?", ...age } as const;
const approval = { kind: "approval", id: 1, agent: "bob", approval_kind: "spawn", ...age } as const;
const reminder = { kind: "reminder", id: 1, owner: "bob", message: "x", due_at: 1, attempts: 0, ...age } as const;

test("questions and approvals are threads; reminders are counted by the core", async () => {
  await using stage = await setUp();
  stage.core.decisions.looseEnds = [{ ...question, options: [], multi: false }, approval, reminder];
  stage.core.decisions.pendingReminders = 4;
  assert.deepEqual(await stage.count(), { open_threads: 2, open_reminders: 4 });
});

test("a core that is away is asked once and not waited for", async () => {
  await using stage = await setUp();
  await stage.core.stop();
  assert.deepEqual(await stage.count(), {});
  await stage.core.start();
});

test("a core that refuses or does not know the verbs leaves the figures out", async () => {
  await using stage = await setUp();
  stage.core.decisions.answer = () => undefined;
  assert.deepEqual(await stage.count(), {});
});

test("a core that does not answer is given up after 2 s", async () => {
  await using stage = await setUp();
  stage.core.deaf.add("count_pending_reminders");
  const counted = stage.count();
  await stage.core.until("the question", () => stage.core.cmds.includes("count_pending_reminders"));
  assert.deepEqual(stage.waits, [2000]);
  stage.passTime();
  assert.deepEqual(await counted, {});
});

test("a turn that was stopped is not counted, and a stop ends the counting", async () => {
  await using stage = await setUp();
  assert.deepEqual(await stage.count(AbortSignal.abort()), {});
  assert.deepEqual(stage.core.cmds, []);
  stage.core.deaf.add("get_loose_ends");
  const stopping = new AbortController();
  const counted = stage.count(stopping.signal);
  await stage.core.until("the question", () => stage.core.cmds.includes("get_loose_ends"));
  stopping.abort();
  assert.deepEqual(await counted, {});
});
