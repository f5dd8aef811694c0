import assert from "node:assert/strict";
import { test } from "node:test";
import { KeyedMutex } from "./keyed-mutex.ts";

test("holders of one key follow one another in the order of asking", async () => {
  const mutex = new KeyedMutex();
  const steps: string[] = [];
  const work = async (step: string) => {
    using _held = await mutex.hold("a");
    steps.push(`${step} begins`);
    await Promise.resolve();
    steps.push(`${step} ends`);
  };
  await Promise.all(["one", "two", "three"].map(work));
  assert.deepEqual(steps, ["one begins", "one ends", "two begins", "two ends", "three begins", "three ends"]);
});

test("another key does not wait", async () => {
  const mutex = new KeyedMutex();
  using _held = await mutex.hold("a");
  using _other = await mutex.hold("b");
  assert.ok(true);
});

test("a holder that fails gives the key back", async () => {
  const mutex = new KeyedMutex();
  const failing = async () => {
    using _held = await mutex.hold("a");
    throw new Error("failed");
  };
  await assert.rejects(failing());
  using _held = await mutex.hold("a");
});
