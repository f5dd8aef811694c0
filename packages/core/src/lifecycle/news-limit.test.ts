import assert from "node:assert/strict";
import { test } from "node:test";
import { toAgentName } from "@hyperhive/wire";
import { NewsLimit } from "./news-limit.ts";

const coder = toAgentName("coder");
const MINUTE = 60_000;

function admitted(limit: NewsLimit, times: readonly number[], name = coder): (number | undefined)[] {
  return times.map((now) => limit.admit(name, now)?.untold);
}

test("five news of an agent are told at once, then one a minute with the number of those held back", () => {
  const limit = new NewsLimit();
  assert.deepEqual(admitted(limit, [0, 0, 0, 0, 0, 0, 0, 59_000]), [0, 0, 0, 0, 0, undefined, undefined, undefined]);
  assert.deepEqual(admitted(limit, [MINUTE, MINUTE, 2 * MINUTE]), [3, undefined, 1]);
});

test("a quiet hour saves up five, not sixty", () => {
  const limit = new NewsLimit();
  admitted(limit, [0, 0, 0, 0, 0]);
  const later = Array.from({ length: 6 }, () => 60 * MINUTE);
  assert.deepEqual(admitted(limit, later), [0, 0, 0, 0, 0, undefined]);
});

test("agents do not use up one another's news, and a clock that is set back frees none", () => {
  const limit = new NewsLimit();
  admitted(limit, [5 * MINUTE, 5 * MINUTE, 5 * MINUTE, 5 * MINUTE, 5 * MINUTE]);
  assert.deepEqual(admitted(limit, [0, 0]), [undefined, undefined]);
  assert.deepEqual(admitted(limit, [0], toAgentName("other")), [0]);
});
