import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { readCoreConfig } from "@hyperhive/core";
import { runDir, stateDir } from "./run-dir.ts";

const path = fc.constantFrom(undefined, "", "/a", "/a/b/", "/a//b", "/a/../b", "relative");
const VARIABLES = ["HYPERHIVE_RUN_DIR", "HYPERHIVE_STATE_DIR", "XDG_RUNTIME_DIR", "XDG_STATE_HOME"] as const;
const facts = fc.record({
  env: fc.record(Object.fromEntries(VARIABLES.map((name) => [name, path]))),
  flags: fc.record({ runDir: fc.constantFrom("/flag/run", "rel") }, { requiredKeys: [] }),
  uid: fc.constantFrom(0, 1000),
});

function attempt<R>(read: () => R): R | "refused" {
  try {
    return read();
  } catch {
    return "refused";
  }
}

test("the command looks for the sockets where the core puts them", () => {
  fc.assert(
    fc.property(facts, ({ env, flags, uid }) => {
      const home = "/home/somebody";
      const core = attempt(() => readCoreConfig({ env, flags, uid, home, nodePath: "/node" }));
      const here = attempt(() => ({
        runDir: runDir({ env, uid, home }, flags),
        stateDir: stateDir({ env, uid, home }, flags),
      }));
      if (core === "refused") return assert.equal(here, "refused");
      assert.deepEqual(here, { runDir: core.runDir, stateDir: core.stateDir });
    }),
    { numRuns: 500 },
  );
});
