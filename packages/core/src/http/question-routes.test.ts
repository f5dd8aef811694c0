import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { looseEndsSchema, stateSnapshotSchema } from "@hyperhive/wire";
import { startStage } from "../daemon.test-support.ts";

/** A hive with the operator logged in at its pages. */
async function startPages(t: TestContext) {
  const stage = await startStage(t);
  const { url } = stage.core;
  const login = await fetch(stage.core.loginLink().url, { redirect: "manual" });
  const cookie = (login.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
  const headers = { cookie, origin: url.slice(0, -1), "content-type": "application/json" };
  return {
    ...stage,
    get: async (path: string) => (await fetch(`${url}${path}`, { headers })).json(),
    async post(path: string, body?: object) {
      const answer = await fetch(`${url}${path}`, {
        method: "POST",
        headers,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: answer.status, ...((await answer.json()) as { ok: boolean; code?: string }) };
    },
    stranger: (path: string) => fetch(`${url}${path}`, { method: "POST", headers: { origin: url.slice(0, -1) } }),
  };
}

test("the snapshot holds the open questions to the operator, oldest first, and no others", async (t) => {
  const { agent, get } = await startPages(t);
  const coder = agent("coder");
  for (const over of [{}, { to: "manager" }, {}]) await coder.ask({ cmd: "ask", question: "tea?", ...over });
  const { questions } = stateSnapshotSchema.parse(await get("api/state"));
  assert.deepEqual(
    questions.map(({ id }) => id),
    [1, 3],
  );
});

test("a question is answered or cancelled from the dashboard once, and watchers hear of it", async (t) => {
  const { agent, post, core } = await startPages(t);
  const heard: string[] = [];
  core.hub.subscribe((frame) => void ("question" in frame && heard.push(`${frame.kind} ${frame.question.id}`)));
  for (let n = 0; n < 2; n += 1) await agent("coder").ask({ cmd: "ask", question: "tea?" });
  assert.deepEqual(await post("answer-question/1", { answer: "yes" }), { status: 200, ok: true });
  assert.deepEqual(await post("cancel-question/2"), { status: 200, ok: true });
  assert.deepEqual(heard, ["question_added 1", "question_added 2", "question_resolved 1", "question_resolved 2"]);
  assert.partialDeepStrictEqual(await post("answer-question/1", { answer: "no" }), {
    status: 409,
    code: "already_decided",
  });
  assert.partialDeepStrictEqual(await post("cancel-question/2"), { status: 409, code: "already_decided" });
});

test("what cannot be is refused with its status", async (t) => {
  const { agent, get, post, stranger } = await startPages(t);
  await agent("coder").ask({ cmd: "ask", question: "tea?" });
  assert.partialDeepStrictEqual(await post("answer-question/9", { answer: "x" }), { status: 404, code: "not_found" });
  assert.partialDeepStrictEqual(await post("answer-question/x", { answer: "x" }), { status: 400, code: "bad_request" });
  assert.partialDeepStrictEqual(await post("answer-question/1", { answer: "" }), { status: 400, code: "bad_request" });
  assert.partialDeepStrictEqual(await post("cancel-question/9"), { status: 404, code: "not_found" });
  assert.partialDeepStrictEqual(await get("agent/nobody/api/loose-ends"), { code: "unknown_agent" });
  assert.equal((await stranger("cancel-question/1")).status, 401);
});

test("an agent's page reads what is open for that agent", async (t) => {
  const { agent, get } = await startPages(t);
  await agent("coder").ask({ cmd: "ask", question: "tea?", to: "manager" });
  await agent("coder").ask({ cmd: "remind", message: "look", delay_seconds: 60 });
  const kinds = async (name: string) =>
    looseEndsSchema.parse(await get(`agent/${name}/api/loose-ends`)).loose_ends.map(({ kind }) => kind);
  assert.deepEqual(await kinds("coder"), ["question", "reminder"]);
  assert.deepEqual(await kinds("hm1nd"), ["question"]);
});
