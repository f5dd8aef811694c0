import assert from "node:assert/strict";
import { test } from "node:test";
import { isAtEnd, reduceTail, unseen } from "./tail.ts";

test("a reader near the end follows it", () => {
  assert.ok(isAtEnd({ scrollTop: 480, scrollHeight: 1000, clientHeight: 500 }));
  assert.ok(!isAtEnd({ scrollTop: 400, scrollHeight: 1000, clientHeight: 500 }));
});

test("rows that come while the reader is elsewhere are counted until the end is reached again", () => {
  const away = reduceTail({ following: true, seen: 10 }, { kind: "scrolled", atEnd: false, rows: 10 });
  const grown = reduceTail(away, { kind: "grown", rows: 13 });
  assert.equal(unseen(grown, 13), 3);
  const back = reduceTail(grown, { kind: "scrolled", atEnd: true, rows: 13 });
  assert.deepEqual([back.following, unseen(back, 13)], [true, 0]);
});

test("scrolling further away does not forget what is new", () => {
  const away = reduceTail({ following: false, seen: 10 }, { kind: "scrolled", atEnd: false, rows: 12 });
  assert.equal(unseen(away, 12), 2);
});
