import assert from "node:assert/strict";
import { test } from "node:test";
import { tokenIn } from "./token-in.ts";

test("a whole link, with whatever stands around it, yields its token", () => {
  assert.equal(tokenIn(" http://127.0.0.1:7000/login?token=a%2Bb \n"), "a+b");
  assert.equal(tokenIn("http://x/login?next=/&token=abc#top"), "abc");
});

test("a bare token stays as it is", () => {
  assert.equal(tokenIn(" abc-DEF_1 "), "abc-DEF_1");
});
