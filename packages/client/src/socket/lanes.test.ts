import assert from "node:assert/strict";
import { test } from "node:test";
import { Lanes } from "./lanes.ts";

test("no more than the given number are inside at once, and all get their turn in order", async () => {
  const lanes = new Lanes(2);
  const order: number[] = [];
  let inside = 0;
  await Promise.all(
    Array.from({ length: 20 }, async (_, n) => {
      using _lane = await lanes.enter(undefined);
      order.push(n);
      inside += 1;
      assert.ok(inside <= 2);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
    }),
  );
  assert.deepEqual(
    order,
    order.toSorted((one, other) => one - other),
  );
  assert.equal(order.length, 20);
});

test("one that gives up while waiting takes no place", async () => {
  const lanes = new Lanes(1);
  const first = await lanes.enter(undefined);
  const aborter = new AbortController();
  const waiting = lanes.enter(aborter.signal);
  const next = lanes.enter(undefined);
  aborter.abort(new Error("never mind"));
  await assert.rejects(waiting, /never mind/);
  first[Symbol.dispose]();
  (await next)[Symbol.dispose]();
  await assert.rejects(async () => {
    using _held = await lanes.enter(undefined);
    await lanes.enter(AbortSignal.abort(new Error("too late")));
  }, /too late/);
});
