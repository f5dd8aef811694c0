import assert from "node:assert/strict";
import { test } from "node:test";
import { probeBwrapRuntime } from "./probe-bwrap-runtime.ts";

test("a host whose cages work passes every probe, and each says how to mend it", async () => {
  const probes = await probeBwrapRuntime();
  assert.deepEqual(
    probes.filter((probe) => !probe.ok),
    [],
  );
  assert.equal(probes.length, 8);
  for (const { name, detail } of probes) assert.ok(name && detail);
});
