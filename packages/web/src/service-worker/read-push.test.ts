import assert from "node:assert/strict";
import { test } from "node:test";
import { readPush } from "./read-push.ts";

const push = { title: "coder asks", body: "tea?", tag: "hyperhive:question:41", url: "/#q-41" };

test("a push is read as it was sent", () => {
  assert.deepEqual(readPush(JSON.stringify(push)), push);
});

test("what cannot be read still gives something to show, and leads to the dashboard", () => {
  for (const text of [undefined, "", "hello", "null", "[]", '{"title":1,"body":"x","tag":"t"}'])
    assert.equal(readPush(text).url, "/", `for ${text}`);
  assert.notEqual(readPush("hello").title, "");
});

test("a push leads nowhere but into this origin", () => {
  for (const url of ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", 7])
    assert.equal(readPush(JSON.stringify({ ...push, url })).url, "/");
});
