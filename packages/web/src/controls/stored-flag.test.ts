import assert from "node:assert/strict";
import { test } from "node:test";
import { storedFlag } from "./stored-flag.ts";

test("a flag is what was written, and leaves nothing behind when it is as usual", (t) => {
  const stored = new Map<string, string>();
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  };
  Object.assign(globalThis, { localStorage: storage });
  t.after(() => Reflect.deleteProperty(globalThis, "localStorage"));
  const flag = storedFlag("hive:open:x", true);
  assert.equal(flag.read(), true);
  flag.write(false);
  assert.equal(flag.read(), false);
  flag.write(true);
  assert.deepEqual([flag.read(), stored.size], [true, 0]);
});
