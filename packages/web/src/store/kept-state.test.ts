import assert from "node:assert/strict";
import { test } from "node:test";
import { reduceKeptState } from "./kept-state.ts";

const tombstone = (name: string, size?: number) => ({
  name,
  last_modified: 1,
  has_credentials: false,
  ...(size !== undefined && { size }),
});

test("a destroyed agent stands once, by name, and what becomes known of it is taken in", () => {
  const kept = ["oracle", "bard"].reduce(
    (all, name) => reduceKeptState(all, { kind: "tombstone_changed", tombstone: tombstone(name) }),
    reduceKeptState([], { kind: "container_removed", name: "x" }),
  );
  const counted = reduceKeptState(kept, { kind: "tombstone_changed", tombstone: tombstone("oracle", 12) });
  assert.deepEqual(
    counted.map(({ name, size }) => [name, size]),
    [
      ["bard", undefined],
      ["oracle", 12],
    ],
  );
});

test("one that was revived or purged is gone", () => {
  const kept = [tombstone("bard"), tombstone("oracle")];
  assert.deepEqual(reduceKeptState(kept, { kind: "tombstone_removed", name: "bard" }), [tombstone("oracle")]);
});
