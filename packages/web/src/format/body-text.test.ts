import assert from "node:assert/strict";
import { test } from "node:test";
import { bodyText } from "./body-text.ts";

const said = (event: object) => bodyText({ from: "system", body: JSON.stringify(event) });

test("a host event is put into words", () => {
  assert.equal(
    said({ event: "container_crash", agent: "coder", exit_code: 1, note: "out of memory" }),
    "**container crash** · coder · exit code 1: out of memory",
  );
  assert.equal(said({ event: "killed", agent: "coder" }), "**killed** · coder");
});

test("an event of a newer core reads the same way", () => {
  assert.equal(said({ event: "moon_rise", phase: "full" }), "**moon rise** · phase full");
});

test("only the host's JSON is read as an event", () => {
  assert.equal(bodyText({ from: "coder", body: '{"event":"killed"}' }), '{"event":"killed"}');
  assert.equal(bodyText({ from: "system", body: "plain words" }), "plain words");
  assert.equal(bodyText({ from: "system", body: "[1]" }), "[1]");
});

test("a commit is short, a moment is a time, options are a list, and yes is a word", () => {
  assert.match(
    said({ event: "question_asked", id: 4, options: ["yes", "no"], multi: false, deadline_at: 1_795_269_000_000 }),
    /^\*\*question asked\*\* · id 4 · options yes, no · multi no · deadline at \d\d:\d\d:\d\d$/,
  );
  assert.equal(
    said({ event: "rebuilt", agent: "coder", ok: true, sha: "3f9c2a7d41be0c6e5d1f8a9b7c3e2d4f6a8b0c1d" }),
    "**rebuilt** · coder · ok yes · sha 3f9c2a7d41be",
  );
});
