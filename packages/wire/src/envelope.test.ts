import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { agentVerbs } from "./agent-verbs.ts";
import { failedResponse, okResponse, openResponse, parseAs } from "./envelope.ts";
import { HiveError } from "./errors.ts";
import { hostVerbs } from "./host-verbs.ts";
import { MAX_BODY_BYTES } from "./limits.ts";

function hasCode(code: string, text: RegExp = /./) {
  return (error: unknown) => error instanceof HiveError && error.code === code && text.test(error.message);
}

test("an answer is the envelope and the verb's own fields", () => {
  assert.deepEqual(okResponse({ agents: ["a"] }), { version: 1, ok: true, agents: ["a"] });
  assert.equal(openResponse(okResponse({ agents: ["a"] }))["agents"]?.toString(), "a");
});

test("an error crosses the wire with its code and text", () => {
  const response = failedResponse(new HiveError("unknown_agent", "no agent `codr`"));
  assert.deepEqual(response, { version: 1, ok: false, error: "no agent `codr`", code: "unknown_agent" });
  assert.throws(() => openResponse(response), hasCode("unknown_agent", /no agent `codr`/));
});

test("the version is checked before `ok`", () => {
  for (const version of [2, "1", undefined]) {
    assert.throws(() => openResponse({ version, ok: true }), hasCode("wire_version", /upgrade the older side/));
  }
});

test("a code of a newer core becomes internal and stays readable", () => {
  const response = { version: 1, ok: false, error: "too warm", code: "overheated" };
  assert.throws(() => openResponse(response), hasCode("internal", /too warm \(overheated\)/));
});

test("a failed answer without text or code is still an error", () => {
  assert.throws(() => openResponse({ version: 1, ok: false }), hasCode("internal", /gave no reason/));
  assert.throws(() => openResponse({ version: 1 }), hasCode("internal"));
});

test("a wrong field is named in backticks, with its path", () => {
  const schema = z.object({ scope: z.object({ names: z.array(z.string()) }) });
  assert.throws(() => parseAs(schema, { scope: { names: ["a", 3] } }), hasCode("bad_request", /`scope\.names\.1`/));
});

test("every wrong field is named at once", () => {
  assert.throws(() => parseAs(agentVerbs.send.request, { to: 3 }), hasCode("bad_request", /`to`.*`body`/));
});

test("a body over 64 KiB of UTF-8 is body_too_large, one of exactly that passes", () => {
  const fits = "é".repeat(MAX_BODY_BYTES / 2);
  assert.equal(parseAs(agentVerbs.send.request, { to: "a", body: fits }).body, fits);
  assert.throws(
    () => parseAs(agentVerbs.send.request, { to: "a", body: `${fits}x` }),
    hasCode("body_too_large", /`body`.*\/shared/),
  );
});

test("a bad name in a host verb is invalid_name", () => {
  for (const name of ["../etc", "-rf", "Coder", "x".repeat(64)]) {
    assert.throws(() => parseAs(hostVerbs.restart.request, { name }), hasCode("invalid_name", /`name`/));
  }
});

test("an unknown key in a request is ignored", () => {
  assert.deepEqual(parseAs(hostVerbs.list.request, { colour: "red" }), {});
});

test("a scope's other keys default to false, as the desktop client expects", () => {
  const { scope, graceful } = parseAs(hostVerbs.stop.request, { scope: { agent_names: ["coder"] } });
  assert.deepEqual(scope, { agent_names: ["coder"], all: false });
  assert.equal(graceful, true);
});
